using TokenTracking.Wire.Dialects;
using TokenTracking.Wire.Framing;
using TokenTracking.Wire.Json;

using TokenTracking.Wire.Facts;

namespace TokenTracking.Wire.Reading;

/// <summary>Reads one body: recognizes its framing, takes its facts, and says what they mean. Of fixed size, and used again for the next
/// body.</summary>
internal sealed partial class WireBody
{
    private readonly DialectBook _book = DialectBook.Shared;
    private readonly WireFacts _facts;
    private readonly JsonScanner _scanner;
    private readonly SseFraming _sse;
    private readonly EventStreamFraming _eventStream;
    private WireFraming _framing;
    private WireSource _source;
    private string? _provider;

    public WireBody()
    {
        _facts = new WireFacts(_book.Tree);
        // Bedrock's InvokeModel streams wrap each event in base64; what is inside is scanned by a separate scanner.
        var payload = new Base64Payload(new JsonScanner(_facts, _book.Tree.Root));
        _scanner = new JsonScanner(_facts, _book.Tree.Root) { Payload = payload };
        _sse = new SseFraming(_scanner);
        _eventStream = new EventStreamFraming(_scanner, _facts, _book.EventType, _book.ExceptionType);
    }

    public void Begin(in WireSource source)
    {
        _source = source;
        _provider = source.Provider is { Length: > 0 } hint ? ProviderNames.Normalise(hint)
            : source.Endpoint is { } endpoint ? ProviderNames.FromEndpoint(endpoint)
            : null;
        _framing = WireFraming.Unknown;
        _facts.Reset(source.FindsAllUnread);
        _scanner.Reset();
        _sse.Reset();
        _eventStream.Reset();
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (!_facts.Unread.LooksEverywhere)
        {
            AppendPiece(bytes);
            return;
        }

        // Line by line, to say in which line a number is.
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            AppendPiece(end < 0 ? bytes : bytes[..(end + 1)]);
            if (end < 0)
                return;
            _facts.Unread.Line++;
            bytes = bytes[(end + 1)..];
        }
    }

    private void AppendPiece(ReadOnlySpan<byte> bytes)
    {
        if (_framing == WireFraming.Unknown && !RecognizeFraming(ref bytes))
            return;
        switch (_framing)
        {
            case WireFraming.Json:
                _scanner.Feed(bytes);
                break;
            case WireFraming.Sse:
                _sse.Feed(bytes);
                break;
            case WireFraming.EventStream:
                _eventStream.Feed(bytes);
                break;
        }
    }

    /// <summary>Takes a header that carries counts: Bedrock's <c>x-amzn-bedrock-input-token-count</c> and similar.</summary>
    public void Header(string name, string value)
    {
        if (!name.StartsWith("x-amzn-bedrock-", StringComparison.OrdinalIgnoreCase))
            return;
        var path = name.ToLowerInvariant() switch
        {
            "x-amzn-bedrock-input-token-count" => "inputTokenCount",
            "x-amzn-bedrock-output-token-count" => "outputTokenCount",
            "x-amzn-bedrock-cache-read-input-token-count" => "cacheReadInputTokenCount",
            "x-amzn-bedrock-cache-write-input-token-count" => "cacheWriteInputTokenCount",
            _ => null,
        };
        if (path is null || value.Length > WireText.MaxLength)
            return;
        Span<byte> utf8 = stackalloc byte[WireText.MaxLength * 3];
        utf8 = utf8[..System.Text.Encoding.UTF8.GetBytes(value, utf8)];
        _facts.HeaderCount(_book.Tree.Node(BedrockInvoke.Metrics), _book.Tree.Node($"{BedrockInvoke.Metrics}.{path}"), utf8);
    }

    private bool RecognizeFraming(ref ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
        if (first < 0)
            return false;
        bytes = bytes[first..];
        _framing = FirstByte.Recognize(bytes[0], _source.ContentType);
        _scanner.LinesAreDocuments = _source.ContentType is { } type
            && (type.Contains("ndjson", StringComparison.OrdinalIgnoreCase) || type.Contains("jsonl", StringComparison.OrdinalIgnoreCase)
                || type.Contains("stream+json", StringComparison.OrdinalIgnoreCase));
        return true;
    }
}
