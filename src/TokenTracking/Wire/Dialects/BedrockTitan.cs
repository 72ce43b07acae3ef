using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Amazon Titan through Bedrock InvokeModel: text (a count for each result, to be added up), streams, and embeddings.</summary>
internal static class BedrockTitan
{
    public static WireDialect Dialect { get; } = new()
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
        Signs = [new("inputTextTokenCount", 8), new("totalOutputTextTokenCount", 6), new("results", 1)],
    };
}
