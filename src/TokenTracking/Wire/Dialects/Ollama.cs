using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>
/// Ollama's own API: generate, chat and embed. The prompt count includes cached tokens and may be absent when the prompt was cached whole
/// (before ollama PR 5371): then the input is unknown, not zero. Only the last object, <c>done:true</c>, counts.
/// </summary>
internal static class Ollama
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "ollama.native",
        Provider = "ollama",
        Containers = [""],
        CacheInside = true,
        ReasoningInside = true,
        [Input] = ["prompt_eval_count"],
        [Output] = ["eval_count"],
        [CacheRead] = ["prompt_eval_cached_count"],
        ResponseId = [],
        StopReason = ["done_reason"],
        Ends = ["done=true"],
        EventSigns = ["done=false"],
        Signs =
        [
            new("done=true", 5), new("done=false", 5), new("eval_count", 4), new("prompt_eval_count", 4), new("total_duration", 2),
            new("eval_duration", 2),
        ],
    };
}
