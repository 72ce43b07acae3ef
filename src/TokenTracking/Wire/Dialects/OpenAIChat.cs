using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>
/// OpenAI chat completions and everything compatible with it: Azure, Groq, Mistral, DeepSeek, xAI, OpenRouter, Together, Perplexity, vLLM …
/// Prompt includes cached tokens and cache writes, completion includes reasoning, and if a provider differs (xAI), the total decides.
/// </summary>
/// <remarks>Streams carry usage in one last chunk, in each chunk (Perplexity, some DeepSeek), or twice (Groq): the last one
/// counts.</remarks>
internal static class OpenAIChat
{
    internal static readonly string[] Cached =
    [
        "prompt_tokens_details.cached_tokens", "prompt_token_details.cached_tokens", "prompt_cache_hit_tokens", "num_cached_tokens",
        "cached_tokens", "cache_read_input_tokens",
    ];

    internal static readonly MoneyField[] Costs =
    [
        // 10^10 ticks are a dollar (docs.x.ai, checked against the listed prices of recorded calls).
        // Hosts that sell xAI's models on their own account leave them at 0. Venice states its cost outside the usage object.
        new("cost"), new("cost.usd"), new("cost.total_cost"), new("cost_in_usd_ticks", 10_000_000_000m, ZeroIsNone: true),
        new("/cost.usd"),
    ];

    internal static readonly FinishMark ChatFinish =
        new("choices[]", "choices[].finish_reason", NeedsUsage: true, Several: "choices[].index=1");

    internal static readonly ProviderSign[] ProviderSigns =
    [
        new("x_groq", "groq"), new("usage.cost_in_usd_ticks", "x_ai"), new("usage.prompt_cache_miss_tokens", "deepseek"),
        new("usage.cost.total_cost", "perplexity"), new("prompt_filter_results", "azure.ai.openai"),
    ];

    public static WireDialect Dialect { get; } = new()
    {
        Name = "openai.chat",
        Provider = "openai",
        // Groq repeats it in a separate place; Moonshot's streams have it in the last choice alone; Perplexity's asynchronous answers and
        // Cloudflare's models have the answer inside another object.
        Containers = ["usage", "x_groq.usage", "choices[].usage", "response.usage", "result.usage"],
        CacheInside = true,
        ReasoningInside = true,
        TotalDecides = true,
        [Input] = ["prompt_tokens"],
        [Output] = ["completion_tokens"],
        [Total] = ["total_tokens"],
        [CacheRead] = Cached,
        [CacheWrite] =
        [
            "prompt_tokens_details.cache_write_tokens", "prompt_tokens_details.cache_creation_input_tokens",
            "prompt_tokens_details.cache_creation_tokens", "cache_creation_input_tokens",
        ],
        [Reasoning] =
        [
            "completion_tokens_details.reasoning_tokens", "completion_token_details.reasoning_tokens", "reasoning_tokens",
        ],
        [AudioInput] = ["prompt_tokens_details.audio_tokens"],
        [AudioOutput] = ["completion_tokens_details.audio_tokens"],
        [ImageInput] = ["prompt_tokens_details.image_tokens"],
        [ImageOutput] = ["completion_tokens_details.image_tokens"],
        [ServerToolCalls] =
        [
            "num_server_side_tools_used", "num_search_queries", "server_tool_use.web_search_requests",
            "server_tool_use_details.web_search_requests",
        ],
        Cost = Costs,
        Units = [new("seconds", "prompt_audio_seconds"), new("web_fetches", "server_tool_use.web_fetch_requests")],
        AudioBeside = ["prompt_audio_seconds"],
        Model = ["model", "model_id"],
        ServiceTier = ["service_tier", "usage.service_tier"],
        StopReason = ["choices[].finish_reason"],
        Ends = ["[DONE]", "object=chat.completion.done", "type=conversation.response.done"],
        // Hugging Face, Perplexity and GPUStack end without [DONE].
        Finish = ChatFinish,
        ReasoningBeside = ["market_cost"],
        Signs =
        [
            new("object=chat.completion", 6), new("object=chat.completion.chunk", 6), new("object=chat.completion.done", 6),
            new("choices", 3), new("usage.prompt_tokens", 3), new("response.usage.prompt_tokens", 5), new("result.usage.prompt_tokens", 5),
        ],
        ProviderSigns = ProviderSigns,
    };
}
