using System.Buffers.Binary;
using System.Text;

namespace TokenTracking.SdkTable.Tests.Serving;

/// <summary>What the server sends.</summary>
internal sealed record Answer(string ContentType, byte[] Body, int Status = 200)
{
    public static Answer Json(string body) => new("application/json", Encoding.UTF8.GetBytes(OneLine(body)));

    /// <summary>Lines of JSON, as Ollama streams.</summary>
    public static Answer Lines(params string[] lines)
        => new("application/x-ndjson", Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => OneLine(line) + "\n"))));

    /// <summary>Server-sent events without names, as OpenAI and Gemini stream.</summary>
    public static Answer Events(params string[] data)
        => new("text/event-stream", Encoding.UTF8.GetBytes(string.Concat(data.Select(static item => $"data: {OneLine(item)}\n\n"))));

    /// <summary>Server-sent events with the names that their JSON states as <c>type</c>.</summary>
    public static Answer NamedEvents(params (string Name, string Data)[] events) => new(
        "text/event-stream",
        Encoding.UTF8.GetBytes(string.Concat(events.Select(static item => $"event: {item.Name}\ndata: {OneLine(item.Data)}\n\n"))));

    /// <summary>The first event, line or message of a stream.</summary>
    public ReadOnlyMemory<byte> Beginning()
    {
        var end = ContentType switch
        {
            "text/event-stream" => Body.AsSpan().IndexOf("\n\n"u8) + 2,
            "application/x-ndjson" => Body.AsSpan().IndexOf((byte)'\n') + 1,
            "application/vnd.amazon.eventstream" => BinaryPrimitives.ReadInt32BigEndian(Body),
            _ => throw new InvalidOperationException($"{ContentType} is not a stream."),
        };
        return Body.AsMemory(0, end);
    }

    private static string OneLine(string json) => json.ReplaceLineEndings("");
}
