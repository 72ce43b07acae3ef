using static TokenTracking.Wire.Flavours.CountKind;

namespace TokenTracking.Wire.Flavours;

/// <summary>Ollama's <c>/api/embed</c>: the prompt's count alone.</summary>
internal static class OllamaEmbeddings
{
    public static WireFlavour Flavour { get; } = new()
    {
        Name = "ollama.embed",
        Provider = "ollama",
        Containers = [""],
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        [Input] = ["prompt_eval_count"],
        ResponseId = [],
        Tells = [new("embeddings", 4), new("prompt_eval_count", 4), new("total_duration", 2), new("load_duration", 2)],
        Endpoints = ["/api/embed"],
    };
}
