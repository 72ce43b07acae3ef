using System.Text.Json;

namespace TokenTracking.Sqlite.Values;

/// <summary>The steps of a call as JSON: an array of objects with <c>kind</c>, <c>model</c> and the counts by the names of their columns.
/// What is unknown is left out.</summary>
internal static class UsagePartJson
{
    public static string Write(IReadOnlyList<UsagePart> parts) => JsonArray.Write(parts, Write);

    public static UsagePart[] Read(string json) => JsonArray.Read(json, Read);

    private static void Write(Utf8JsonWriter writer, UsagePart part)
    {
        if (part.Kind is { } kind)
            writer.WriteString("kind", SqliteText.Of(kind));
        if (part.Model is { } model)
            writer.WriteString("model", SqliteText.Of(model));
        foreach (var (name, count) in Counts(part.Usage))
        {
            if (count is { } known)
                writer.WriteNumber(name, known);
        }

        if (part.Usage.IsContradictory)
            writer.WriteBoolean("contradictory", value: true);
    }

    private static UsagePart Read(JsonElement part) => new(
        part.TryGetProperty("kind", out var kind) ? kind.GetString() : null,
        part.TryGetProperty("model", out var model) ? model.GetString() : null,
        TokenUsage.FromBuckets(
            Count(part, "fresh_input"), Count(part, "cache_read"), Count(part, "cache_write_5m"), Count(part, "cache_write_1h"),
            Count(part, "cache_write_other"), Count(part, "visible_output"), Count(part, "reasoning"), Count(part, "audio_input"),
            Count(part, "audio_output"), Count(part, "image_input"), Count(part, "image_output"), Count(part, "server_tool_calls"),
            Count(part, "audio_cache_read"), Count(part, "image_cache_read"),
            part.TryGetProperty("contradictory", out _)));

    private static long? Count(JsonElement part, string name) => part.TryGetProperty(name, out var count) ? count.GetInt64() : null;

    private static (string Name, long? Count)[] Counts(TokenUsage usage) =>
    [
        ("fresh_input", usage.FreshInputTokens), ("cache_read", usage.CacheReadTokens), ("cache_write_5m", usage.CacheWrite5mTokens),
        ("cache_write_1h", usage.CacheWrite1hTokens), ("cache_write_other", usage.CacheWriteOtherTokens),
        ("visible_output", usage.VisibleOutputTokens), ("reasoning", usage.ReasoningTokens), ("audio_input", usage.AudioInputTokens),
        ("audio_output", usage.AudioOutputTokens), ("image_input", usage.ImageInputTokens), ("image_output", usage.ImageOutputTokens),
        ("server_tool_calls", usage.ServerToolCalls), ("audio_cache_read", usage.AudioCacheReadTokens),
        ("image_cache_read", usage.ImageCacheReadTokens),
    ];
}
