using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Ollama's <c>/api/embed</c>: the prompt's count alone.</summary>
internal static class OllamaEmbeddings
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "ollama.embed",
        Provider = "ollama",
        Containers = [""],
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        [Input] = ["prompt_eval_count"],
        ResponseId = [],
        Signs = [new("embeddings", 4), new("prompt_eval_count", 4), new("total_duration", 2), new("load_duration", 2)],
    };
}
