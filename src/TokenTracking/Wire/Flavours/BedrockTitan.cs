using static TokenTracking.Wire.Flavours.CountKind;

namespace TokenTracking.Wire.Flavours;

/// <summary>Amazon Titan through Bedrock InvokeModel: text (a count for each result, to be added up), streams, and embeddings.</summary>
internal static class BedrockTitan
{
    public static WireFlavour Flavour { get; } = new()
    {
        Name = "bedrock.titan",
        Provider = "aws.bedrock",
        Containers = [""],
        Merge = MergeRule.PerField,
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        [Input] = ["inputTextTokenCount"],
        [Output] = ["totalOutputTextTokenCount"],
        Lists = [new("results", null, "tokenCount", new KeyedKind("", Output))],
        Model = [],
        ResponseId = [],
        StopReason = ["results[].completionReason", "completionReason"],
        Ends = ["completionReason"],
        Tells = [new("inputTextTokenCount", 8), new("totalOutputTextTokenCount", 6), new("results", 1)],
    };
}
