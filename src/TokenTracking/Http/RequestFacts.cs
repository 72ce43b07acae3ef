using System.Buffers.Text;
using System.Text;
using TokenTracking.Wire.Passing;

namespace TokenTracking.Http;

/// <summary>
/// What a request asks for, found in its bytes as they are sent: model, tier and output limit of a JSON object, or the model of a form.
/// Nothing else of the request is kept. Answers with images, transcriptions and Cohere's answers name no model, and
/// errors name none at all.
/// </summary>
internal sealed class RequestFacts : IPassedBytes
{
    private readonly JsonRequestScan? _json;
    private FormModelScan _form;
    private FormText _text;

    /// <summary>Creates a reader.</summary>
    /// <param name="mediaType">The media type of the request; null if unknown.</param>
    public RequestFacts(string? mediaType)
    {
        if (mediaType is null || !mediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            _json = new JsonRequestScan(this);
    }

    /// <summary>The requested model; null if it has not been found.</summary>
    public string? Model { get; private set; }

    /// <summary>The requested service tier; null if none was.</summary>
    public string? ServiceTier { get; private set; }

    /// <summary>The limit of output tokens; null if there is none.</summary>
    public long? MaxOutputTokens { get; private set; }

    /// <summary>True if the request has what a model is asked: messages, a prompt, an input.</summary>
    public bool HasInput { get; private set; }

    /// <summary>True if the response is to be requested later; otherwise, false.</summary>
    public bool IsDeferred { get; private set; }

    /// <summary>The request is sent, perhaps once more.</summary>
    public void Restart()
    {
        _json?.Restart();
        (_form, _text) = (default, default);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        if (_json is not null)
            _json.Read(bytes);
        else if (Model is null)
            ReadForm(bytes);
    }

    /// <summary>A property of the request has been read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its value; empty for an object, an array, and a text that is too long or has escapes.</param>
    /// <param name="isText">True for a text; false for any other value.</param>
    public void Found(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, bool isText)
    {
        switch (name)
        {
            case var _ when name.SequenceEqual("model"u8):
                Model ??= isText ? NameOf(text) : null;
                break;
            case var _ when name.SequenceEqual("service_tier"u8):
                ServiceTier = isText && !text.SequenceEqual("auto"u8) ? NameOf(text) : null;
                break;
            case var _ when IsLimit(name):
                MaxOutputTokens = !isText && Utf8Parser.TryParse(text, out long limit, out var read) && read == text.Length && limit > 0
                    ? limit
                    : MaxOutputTokens;
                break;
            case var _ when name.SequenceEqual("deferred"u8):
                IsDeferred = !isText && text.SequenceEqual("true"u8);
                break;
            case var _ when IsInput(name):
                HasInput = true;
                break;
        }
    }

    private static bool IsLimit(ReadOnlySpan<byte> name)
        => name.SequenceEqual("max_tokens"u8) || name.SequenceEqual("max_output_tokens"u8) || name.SequenceEqual("max_completion_tokens"u8)
            || name.SequenceEqual("max_tokens_to_sample"u8) || name.SequenceEqual("max_gen_len"u8);

    private static bool IsInput(ReadOnlySpan<byte> name)
        => name.SequenceEqual("messages"u8) || name.SequenceEqual("input"u8) || name.SequenceEqual("prompt"u8)
            || name.SequenceEqual("contents"u8) || name.SequenceEqual("inputText"u8) || name.SequenceEqual("texts"u8)
            || name.SequenceEqual("documents"u8) || name.SequenceEqual("inputs"u8);

    private static string? NameOf(ReadOnlySpan<byte> text)
        => Encoding.UTF8.GetString(text).Trim() is { Length: > 0 } name ? name : null;

    private void ReadForm(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            switch (_form.Read(ref bytes))
            {
                case ScanStep.Text:
                    _text.Add(bytes[0]);
                    bytes = bytes[1..];
                    break;
                case ScanStep.TextEnd:
                    Model = NameOf(_text.Utf8);
                    // A form with a model comes with a file or a prompt.
                    HasInput = true;
                    return;
            }
        }
    }

    /// <summary>The value of a field of a form.</summary>
    private struct FormText
    {
        private byte[]? _bytes;
        private int _length;

        public readonly ReadOnlySpan<byte> Utf8 => _length > JsonRequestScan.LongestText ? default : _bytes.AsSpan(0, _length);

        public void Add(byte next)
        {
            _bytes ??= new byte[JsonRequestScan.LongestText];
            if (_length < _bytes.Length)
                _bytes[_length] = next;
            _length = Math.Min(_length + 1, _bytes.Length + 1);
        }
    }
}

/// <summary>What a scan has found.</summary>
internal enum ScanStep
{
    /// <summary>The bytes that were given have been read.</summary>
    More,

    /// <summary>The next byte belongs to the name.</summary>
    Text,

    /// <summary>The name has ended.</summary>
    TextEnd,
}
