using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>llama.cpp behind another API, where the usage was not asked for: its <c>timings</c> count what was evaluated, what came
/// from the cache and what was generated, each apart.</summary>
internal static class LlamaCppTimings
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "llamacpp.timings",
        Provider = "llama.cpp",
        Containers = ["timings"],
        CacheInside = false,
        ReasoningInside = true,
        [Input] = ["prompt_n"],
        [Output] = ["predicted_n"],
        [CacheRead] = ["cache_n"],
        StopReason = ["choices[].finish_reason"],
        Ends = ["[DONE]"],
        Finish = OpenAIChat.ChatFinish,
    };
}
