using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>
/// Bedrock Converse and ConverseStream, and Amazon Nova through InvokeModel, which counts alike. Input excludes cache reads and writes;
/// cache counts come under two names. The stream's last event, <c>metadata</c>, carries the usage.
/// </summary>
internal static class BedrockConverse
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "bedrock.converse",
        Provider = "aws.bedrock",
        Containers = ["usage", "metadata.usage"],
        CacheInside = false,
        ReasoningInside = true,
        [Input] = ["inputTokens"],
        [Output] = ["outputTokens"],
        [Total] = ["totalTokens"],
        [CacheRead] = ["cacheReadInputTokens", "cacheReadInputTokenCount"],
        [CacheWrite] = ["cacheWriteInputTokens", "cacheWriteInputTokenCount"],
        Lists = [new("cacheDetails", "ttl", "inputTokens", new("5m", CacheWrite5m), new("1h", CacheWrite1h))],
        Model = ["model"],
        ResponseId = [],
        ServiceTier = ["serviceTier.type", "metadata.serviceTier.type"],
        StopReason = ["stopReason", "messageStop.stopReason"],
        Ends = [":event-type=metadata", "metadata.usage"],
        Signs =
        [
            new("usage.inputTokens", 6), new("metadata.usage", 6), new(":event-type=messageStart", 6), new(":event-type=metadata", 4),
            new("messageStart", 4), new("contentBlockDelta", 4), new("messageStop", 4), new("output.message", 4), new("stopReason", 2),
        ],
    };
}
