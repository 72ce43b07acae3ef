using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Voyage embeddings and reranking: a total alone, and all of it is input (docs.voyageai.com bills by it).</summary>
internal static class Voyage
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "voyage.embeddings",
        Provider = "voyage",
        Containers = ["usage"],
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        [Input] = ["total_tokens"],
        Signs = [new("object=list", 4), new("data", 1), new("data[].embedding", 3), new("data[].relevance_score", 3),
            new("usage.total_tokens", 1)],
    };
}
