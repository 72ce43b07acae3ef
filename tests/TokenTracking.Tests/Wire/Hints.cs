using TokenTracking.Wire;

namespace TokenTracking.Tests.Wire;

/// <summary>What may be said of a response besides its bytes, right or wrong, and whether it made the reading worse.</summary>
internal static class Hints
{
    private static readonly string?[] Providers =
    [
        null, "openai", "azure", "anthropic", "google-vertex", "bedrock", "cohere", "mistral", "ollama", "openrouter", "voyageai",
        "watsonx", "lmstudio", "groq", "nobody",
    ];

    private static readonly string?[] Endpoints =
    [
        null, "/v1/chat/completions", "/v1/responses", "/v1/messages", "/v1/embeddings", "/v1/completions", "/v2/chat", "/v1/chat",
        "/v1/chat/moderations", "/model/amazon.titan-text/invoke", "/model/m/converse", "/api/chat", "/api/v1/chat", "/api/embed",
        "/v1beta/models/gemini-2.5-flash:streamGenerateContent", "/v1/projects/p/locations/l/publishers/google/models/m:predict",
        "https://api.voyageai.com/v1/embeddings", "https://openrouter.ai/api/v1/chat/completions",
        "https://europe-west1-aiplatform.googleapis.com/v1/m:rawPredict", "https://eu.api.openai.com/v1/images/generations",
        "https://example.com/v1/rerank", "http://127.0.0.1:11434/api/generate", "bedrock:converse", "bedrock:invoke",
    ];

    /// <summary>Every provider with every endpoint.</summary>
    public static IEnumerable<WireSource> All(string? contentType)
        => from provider in Providers
           from endpoint in Endpoints
           select new WireSource(provider, endpoint, contentType);

    /// <summary>What a hint has lost or changed; null if nothing.</summary>
    public static string? Worse(WireUsage without, WireUsage hinted)
    {
        if (Rank(hinted.Completeness) < Rank(without.Completeness))
            return $"{hinted.Completeness} instead of {without.Completeness}";
        if (without.Dialect is not null && hinted.Dialect is null)
            return $"no dialect instead of {without.Dialect}";
        var (before, after) = (without.Usage, hinted.Usage);
        return Lost("input", before.InputTokens, after.InputTokens)
            ?? Lost("output", before.OutputTokens, after.OutputTokens)
            ?? Lost("cache read", before.CacheReadTokens, after.CacheReadTokens)
            ?? Lost("cache write", before.CacheWriteTokens, after.CacheWriteTokens)
            ?? Lost("reasoning", before.ReasoningTokens, after.ReasoningTokens)
            ?? Lost("audio input", before.AudioInputTokens, after.AudioInputTokens)
            ?? Lost("cached audio", before.AudioCacheReadTokens, after.AudioCacheReadTokens)
            ?? Lost("server tools", before.ServerToolCalls, after.ServerToolCalls)
            ?? (without.Units.SequenceEqual(hinted.Units) ? null : "other units")
            ?? (without.ReportedCost is { } cost && hinted.ReportedCost != cost ? $"cost {hinted.ReportedCost} instead of {cost}" : null)
            ?? (without.Model is { } model && hinted.Model != model ? $"model {hinted.Model} instead of {model}" : null);
    }

    private static string? Lost(string name, long? before, long? after)
        => before is null || before == after
            ? null
            : FormattableString.Invariant($"{name} {(after is null ? "unknown" : after)} instead of {before}");

    private static int Rank(UsageCompleteness completeness) => completeness switch
    {
        UsageCompleteness.Complete => 3,
        UsageCompleteness.Estimated => 2,
        UsageCompleteness.Partial => 1,
        _ => 0,
    };
}
