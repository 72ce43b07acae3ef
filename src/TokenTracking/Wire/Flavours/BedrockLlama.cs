using static TokenTracking.Wire.Flavours.CountKind;

namespace TokenTracking.Wire.Flavours;

/// <summary>Meta Llama through Bedrock InvokeModel: a stream gives the prompt once and the generation cumulatively.</summary>
internal static class BedrockLlama
{
    public static WireFlavour Flavour { get; } = new()
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
        Tells = [new("prompt_token_count", 6), new("generation_token_count", 6), new("generation", 3)],
    };
}
