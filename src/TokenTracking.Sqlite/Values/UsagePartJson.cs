using System.Text;
using System.Text.Json;

namespace TokenTracking.Sqlite.Values;

/// <summary>The steps of a call as JSON: an array of objects with <c>kind</c>, <c>model</c> and the counts by the names of their columns.
/// What is unknown is left out.</summary>
internal static class UsagePartJson
{
    public static string Write(IReadOnlyList<UsagePart> parts)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var part in parts)
                Write(writer, part);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }

    public static UsagePart[] Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static void Write(Utf8JsonWriter writer, UsagePart part)
    {
        writer.WriteStartObject();
        if (part.Kind is { } kind)
            writer.WriteString("kind", kind);
        if (part.Model is { } model)
            writer.WriteString("model", model);
        foreach (var (name, count) in Counts(part.Usage))
        {
            if (count is { } known)
                writer.WriteNumber(name, known);
        }

        if (part.Usage.IsContradictory)
            writer.WriteBoolean("contradictory", value: true);
        writer.WriteEndObject();
    }

    private static UsagePart Read(JsonElement part) => new(
        part.TryGetProperty("kind", out var kind) ? kind.GetString() : null,
        part.TryGetProperty("model", out var model) ? model.GetString() : null,
        TokenUsage.FromBuckets(
            Count(part, "fresh_input"), Count(part, "cache_read"), Count(part, "cache_write_5m"), Count(part, "cache_write_1h"),
            Count(part, "cache_write_other"), Count(part, "visible_output"), Count(part, "reasoning"), Count(part, "audio_input"),
            Count(part, "audio_output"), Count(part, "image_input"), Count(part, "image_output"), Count(part, "server_tool_calls"),
            part.TryGetProperty("contradictory", out _)));

    private static long? Count(JsonElement part, string name) => part.TryGetProperty(name, out var count) ? count.GetInt64() : null;

    private static (string Name, long? Count)[] Counts(TokenUsage usage) =>
    [
        ("fresh_input", usage.FreshInputTokens), ("cache_read", usage.CacheReadTokens), ("cache_write_5m", usage.CacheWrite5mTokens),
        ("cache_write_1h", usage.CacheWrite1hTokens), ("cache_write_other", usage.CacheWriteOtherTokens),
        ("visible_output", usage.VisibleOutputTokens), ("reasoning", usage.ReasoningTokens), ("audio_input", usage.AudioInputTokens),
        ("audio_output", usage.AudioOutputTokens), ("image_input", usage.ImageInputTokens), ("image_output", usage.ImageOutputTokens),
        ("server_tool_calls", usage.ServerToolCalls),
    ];
}
