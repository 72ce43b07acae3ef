using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>watsonx.ai text generation: counts in the results. A stream counts the generation up, and the input in its first event
/// alone.</summary>
internal static class WatsonxText
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "watsonx.text",
        Provider = "ibm.watsonx.ai",
        Containers = [""],
        Merge = MergeRule.Largest,
        CacheInside = true,
        ReasoningInside = true,
        [Input] = ["results[].input_token_count"],
        [Output] = ["results[].generated_token_count"],
        Model = ["model_id"],
        ResponseId = [],
        StopReason = ["results[].stop_reason"],
        Ends =
        [
            "results[].stop_reason=eos_token", "results[].stop_reason=max_tokens", "results[].stop_reason=token_limit",
            "results[].stop_reason=stop_sequence", "results[].stop_reason=time_limit", "results[].stop_reason=cancelled",
        ],
        Signs = [new("results[].generated_token_count", 6), new("results[].input_token_count", 4), new("model_id", 1)],
    };
}
