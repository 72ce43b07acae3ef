using System.IO.Compression;
using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

/// <summary>The ways in which the same documents arrive.</summary>
internal static class Framings
{
    /// <summary>A way, and how the documents are put together for it.</summary>
    public static readonly (string Name, string? ContentType, Func<string, byte[]> Frame)[] All =
    [
        ("whole", "application/json", static document => Bodies.Utf8(document)),
        ("array", null, static document => Bodies.Utf8($"[{document}\n,\n{document}]")),
        ("server-sent events", "text/event-stream", static document => Bodies.Utf8($"data: {OneLine(document)}\n\ndata: [DONE]\n\n")),
        ("JSON lines", "application/x-ndjson", static document => Bodies.Utf8($"{OneLine(document)}\n{OneLine(document)}\n")),
        ("AWS events", "application/vnd.amazon.eventstream", static document => Bodies.Chunk(document)),
        ("gzip", "application/json", Compressed),
    ];

    /// <summary>Reads a body in pieces of one size; 0 for the body as one piece.</summary>
    public static WireUsage Read(byte[] body, int size, in WireSource source)
    {
        if (size == 0)
            return UsageReader.Read(body, in source);
        using var reader = new UsageReader(in source);
        for (var at = 0; at < body.Length; at += size)
        {
            reader.Append(body.AsSpan(at, Math.Min(size, body.Length - at)));
            if (at == 0)
                reader.Current();
        }

        return reader.Complete();
    }

    private static string OneLine(string document) => document.ReplaceLineEndings(" ");

    private static byte[] Compressed(string document)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(Bodies.Utf8(document));
        return compressed.ToArray();
    }
}
