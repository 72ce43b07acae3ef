using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Meta Llama through Bedrock InvokeModel: a stream gives the prompt once and the generation cumulatively.</summary>
internal static class BedrockLlama
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "bedrock.llama",
        Provider = "aws.bedrock",
        Containers = [""],
        Merge = MergeRule.PerField,
        CacheInside = true,
        ReasoningInside = true,
        [Input] = ["prompt_token_count"],
        [Output] = ["generation_token_count"],
        Model = [],
        ResponseId = [],
        StopReason = ["stop_reason"],
        Ends = ["stop_reason"],
        Signs = [new("prompt_token_count", 6), new("generation_token_count", 6), new("generation", 3)],
    };
}
