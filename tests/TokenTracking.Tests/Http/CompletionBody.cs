using System.IO.Compression;
using System.Text;

namespace TokenTracking.Tests.Http;

/// <summary>A chat completion of 10 tokens, plain and compressed.</summary>
internal static class CompletionBody
{
    public const string Text =
        "{\"id\":\"g\",\"object\":\"chat.completion\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}],"
        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";

    public static byte[] Compress(string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
            _ => new ZLibStream(compressed, CompressionLevel.Fastest),
        })
            stream.Write(Encoding.UTF8.GetBytes(Text));
        return compressed.ToArray();
    }
}
