using System.Text.Json;

namespace TokenTracking.Providers;

/// <summary>
/// The counts that Ollama puts beside the answer of /api/generate and /api/chat, in the object that says <c>done</c>.
/// <c>prompt_eval_count</c> is the whole prompt, cached part included; some versions leave it out on a cache hit, which is not a zero
/// (https://github.com/ollama/ollama/issues/2068).
/// </summary>
internal static class OllamaUsage
{
    private static readonly string[] Counts = ["prompt_eval_count", "prompt_eval_cached_count", "eval_count"];

    public static ReportedUsage Read(IReadOnlyDictionary<string, JsonElement>? fields)
    {
        if (fields is null || !Counts.Any(fields.ContainsKey))
            return ReportedUsage.None;

        var element = Counted(fields);
        var numbers = new UsageNumbers(element);
        var counts = TokenUsage.FromInclusive(
            numbers["prompt_eval_count"], numbers["eval_count"], cacheRead: numbers["prompt_eval_cached_count"]);
        return ReportedUsage.Create(in counts, finished: true, numbers.IsDoubtful, element);
    }

    // The counts lie among the answer's own fields: only they go into an object of their own.
    private static JsonElement Counted(IReadOnlyDictionary<string, JsonElement> fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var name in Counts)
            {
                if (!fields.TryGetValue(name, out var value))
                    continue;
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        return document.RootElement.Clone();
    }
}
