using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>
/// Bedrock InvokeModel for families whose body says nothing of tokens (Mistral, Cohere, AI21, older Claude): the counts are in the response
/// headers <c>x-amzn-bedrock-input-token-count</c> and similar, and at the end of a stream in <c>amazon-bedrock-invocationMetrics</c>.
/// </summary>
internal static class BedrockInvoke
{
    public const string Metrics = "amazon-bedrock-invocationMetrics";

    public static WireDialect Dialect { get; } = new()
    {
        Name = "bedrock.invoke",
        Provider = "aws.bedrock",
        Containers = [Metrics],
        CacheInside = false,
        ReasoningInside = true,
        [Input] = ["inputTokenCount"],
        [Output] = ["outputTokenCount"],
        [CacheRead] = ["cacheReadInputTokenCount"],
        [CacheWrite] = ["cacheWriteInputTokenCount"],
        Model = ["model"],
        ResponseId = ["id", "generation_id"],
        StopReason = ["outputs[].stop_reason", "stop_reason", "finish_reason", "generations[].finish_reason"],
        Ends = [Metrics],
        HasCommonSigns = true,
        Signs = [new(Metrics, 2), new("outputs", 2), new("generations", 2), new("generation_id", 1), new("completion", 1),
            new("completions", 2)],
    };
}
