using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>llama.cpp's own <c>/completion</c>. The evaluated tokens are the whole prompt, and the timings say how many of them were
/// cached.</summary>
internal static class LlamaCpp
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "llamacpp.completion",
        Provider = "llama.cpp",
        Containers = ["", "timings"],
        CacheInside = true,
        ReasoningInside = true,
        [Input] = ["/tokens_evaluated"],
        [Output] = ["/tokens_predicted"],
        [CacheRead] = ["/timings.cache_n"],
        Model = ["model", "generation_settings.model"],
        ResponseId = [],
        StopReason = ["stop_type"],
        Ends = ["stop=true"],
        Signs = [new("tokens_evaluated", 6), new("tokens_predicted", 6), new("timings", 2), new("generation_settings", 2)],
    };
}
