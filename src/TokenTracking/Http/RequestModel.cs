using System.Text;
using TokenTracking.Wire.Passing;

namespace TokenTracking.Http;

/// <summary>
/// Finds the requested model in the bytes of a request: the <c>model</c> of a JSON object, or the field of that name in a form. Nothing
/// else of the request is kept. Answers with images, transcriptions and Cohere's answers name no model, and errors name none at all.
/// </summary>
internal sealed class RequestModel : IPassedBytes
{
    // A name of a model is shorter. Nothing longer is kept.
    private const int Longest = 200;

    private readonly byte[] _text = new byte[Longest];
    private readonly bool _isForm;
    private int _length;
    private JsonModelScan _json;
    private FormModelScan _form;
    private bool _isOver;

    /// <summary>Creates a reader.</summary>
    /// <param name="mediaType">The media type of the request; null if unknown.</param>
    public RequestModel(string? mediaType)
        => _isForm = mediaType is not null && mediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The requested model; null if it has not been found.</summary>
    public string? Value { get; private set; }

    /// <summary>The request is sent, perhaps once more.</summary>
    public void Restart()
    {
        (_json, _form, _length) = (default, default, 0);
        _isOver = Value is not null;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (!_isOver && !bytes.IsEmpty)
        {
            var step = _isForm ? _form.Read(ref bytes) : _json.Read(ref bytes);
            switch (step)
            {
                case ScanStep.Text when _length < Longest:
                    _text[_length++] = bytes[0];
                    bytes = bytes[1..];
                    break;
                case ScanStep.TextEnd:
                    var text = Encoding.UTF8.GetString(_text, 0, _length).Trim();
                    Value = text.Length > 0 ? text : null;
                    _isOver = true;
                    break;
                case ScanStep.Text or ScanStep.Never:
                    _isOver = true;
                    break;
            }
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

    /// <summary>There is no name.</summary>
    Never,
}
