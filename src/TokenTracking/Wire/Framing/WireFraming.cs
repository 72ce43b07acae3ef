namespace TokenTracking.Wire.Framing;

/// <summary>How the documents of a body are put together.</summary>
internal enum WireFraming
{
    /// <summary>Nothing has come yet.</summary>
    Unknown,

    /// <summary>One document, several one after another (NDJSON), or an array of them.</summary>
    Json,
    Sse,
    EventStream,

    /// <summary>Compressed bytes: nothing can be read from them here.</summary>
    Compressed,

    /// <summary>Something else: a page, a text.</summary>
    Other,
}

/// <summary>Recognizes the framing by the first byte: servers send JSON errors under any content type.</summary>
internal static class FirstByte
{
    public static WireFraming Recognize(byte letter, string? contentType) => letter switch
    {
        (byte)'{' or (byte)'[' => WireFraming.Json,
        0 => WireFraming.EventStream,
        0x1F or 0x28 or 0x78 => WireFraming.Compressed,
        (byte)':' or (byte)'d' or (byte)'e' or (byte)'i' or (byte)'r' => WireFraming.Sse,
        _ when contentType is not null && contentType.Contains("event-stream", StringComparison.OrdinalIgnoreCase) => WireFraming.Sse,
        _ => WireFraming.Other,
    };
}
