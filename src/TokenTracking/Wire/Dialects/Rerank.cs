using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Reranking as OpenRouter, Jina and servers that imitate them answer it: input alone, or only a cost.</summary>
internal static class Rerank
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "rerank",
        Containers = ["usage"],
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        [Input] = ["prompt_tokens", "total_tokens"],
        Cost = OpenAIChat.Costs,
        Units = [new("search_units", "search_units")],
        Signs = [new("results[].relevance_score", 3), new("usage.search_units", 3)],
    };
}
