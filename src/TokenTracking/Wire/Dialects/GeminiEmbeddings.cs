using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Gemini and Vertex embeddings. Gemini's own mostly say nothing of tokens; Vertex gives a count for each text, to be added
/// up.</summary>
internal static class GeminiEmbeddings
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "gemini.embeddings",
        Provider = "gcp.gemini",
        Containers = ["usageMetadata", ""],
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        [Input] = ["/usageMetadata.promptTokenCount"],
        [Total] = ["/usageMetadata.totalTokenCount"],
        Units = [new("characters", "/metadata.billableCharacterCount")],
        Lists = [new("/predictions", null, "embeddings.statistics.token_count", new KeyedKind("", Input))],
        HasCommonSigns = true,
        Signs = [new("embeddings", 4), new("embedding", 4), new("embedding.values", 4), new("predictions", 6), new("usageMetadata", 2)],
    };
}
