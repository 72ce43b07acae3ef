using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Writer's chat: OpenAI's shapes, and a stream that ends with the usage chunk, without <c>[DONE]</c>.</summary>
internal static class WriterChat
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "writer.chat",
        Provider = "writer",
        VariantOf = "openai.chat",
        Containers = ["usage"],
        CacheInside = true,
        ReasoningInside = true,
        TotalDecides = true,
        [Input] = ["prompt_tokens"],
        [Output] = ["completion_tokens"],
        [Total] = ["total_tokens"],
        [CacheRead] = OpenAIChat.Cached,
        [Reasoning] = ["completion_tokens_details.reasoning_tokens", "completion_token_details.reasoning_tokens"],
        ServiceTier = ["service_tier"],
        StopReason = ["choices[].finish_reason"],
        Ends = ["usage.completion_tokens"],
    };
}
