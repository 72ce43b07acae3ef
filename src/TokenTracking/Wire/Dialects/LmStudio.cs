using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>LM Studio's own <c>/api/v1/chat</c>: the counts are in <c>stats</c>; the last event of a stream has the whole result.</summary>
internal static class LmStudio
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "lmstudio.chat",
        Provider = "lmstudio",
        Containers = ["stats", "result.stats"],
        CacheInside = true,
        ReasoningInside = true,
        [Input] = ["input_tokens"],
        [Output] = ["total_output_tokens"],
        [Reasoning] = ["reasoning_output_tokens"],
        Model = ["model_instance_id", "result.model_instance_id"],
        ResponseId = ["response_id", "result.response_id"],
        Ends = ["type=chat.end"],
        Signs =
        [
            new("stats.total_output_tokens", 6), new("result.stats", 6), new("model_instance_id", 4), new("type=chat.*", 3),
        ],
    };
}
