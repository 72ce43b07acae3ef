using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>OpenAI's legacy text completions, and the servers that still support them (vLLM and similar).</summary>
internal static class OpenAICompletions
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "openai.completions",
        Provider = "openai",
        Containers = ["usage"],
        CacheInside = true,
        ReasoningInside = true,
        TotalDecides = true,
        [Input] = ["prompt_tokens"],
        [Output] = ["completion_tokens"],
        [Total] = ["total_tokens"],
        [CacheRead] = OpenAIChat.Cached,
        [Reasoning] = ["completion_tokens_details.reasoning_tokens"],
        Cost = OpenAIChat.Costs,
        ServiceTier = ["service_tier"],
        StopReason = ["choices[].finish_reason"],
        Ends = ["[DONE]"],
        Finish = OpenAIChat.ChatFinish,
        Signs = [new("object=text_completion", 8), new("object=text_completion.chunk", 8), new("choices", 3), new("usage.prompt_tokens", 3),
            new("choices[].text", 2)],
        ProviderSigns = OpenAIChat.ProviderSigns,
    };
}
