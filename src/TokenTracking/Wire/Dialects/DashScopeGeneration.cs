using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Alibaba's own interface for text and for several modalities. Each event of a stream has the counts up to it; its reason is the
/// text <c>null</c> until the last one.</summary>
internal static class DashScopeGeneration
{
    private const string Reason = "output.finish_reason=";
    private const string ReasonOfChoice = "output.choices[].finish_reason=";

    public static WireDialect Dialect { get; } = new()
    {
        Name = "dashscope.generation",
        Provider = "alibaba",
        Containers = ["usage"],
        CacheInside = true,
        ReasoningInside = true,
        TotalDecides = true,
        [Input] = ["input_tokens"],
        [Output] = ["output_tokens"],
        [Total] = ["total_tokens"],
        [CacheRead] = ["prompt_tokens_details.cached_tokens", "input_tokens_details.cached_tokens"],
        [Reasoning] = ["output_tokens_details.reasoning_tokens"],
        [ImageInput] = ["image_tokens", "input_tokens_details.image_tokens"],
        [AudioInput] = ["audio_tokens", "input_tokens_details.audio_tokens"],
        Units = [new("images", "image_count")],
        ResponseId = ["request_id"],
        StopReason = ["output.finish_reason", "output.choices[].finish_reason"],
        Ends =
        [
            Reason + "stop", Reason + "length", ReasonOfChoice + "stop", ReasonOfChoice + "length", ReasonOfChoice + "tool_calls",
        ],
        Signs = [new("output.choices", 6), new("output.text", 6), new("output.finish_reason", 4), new("request_id", 1)],
    };
}
