using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>
/// Cohere chat (v1 and v2), embed and rerank. <c>billed_units</c> are what is paid for; <c>tokens</c> also count Cohere's own prompt around
/// it, and <c>cached_tokens</c> are a part of those, so that neither belongs to the billed figures.
/// </summary>
internal static class Cohere
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "cohere.chat",
        Provider = "cohere",
        Containers = ["usage", "delta.usage", "meta", "response.meta"],
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        [Input] = ["billed_units.input_tokens", "tokens.input_tokens"],
        [Output] = ["billed_units.output_tokens", "tokens.output_tokens"],
        [Reasoning] = ["billed_units.reasoning_tokens", "tokens.reasoning_tokens", "reasoning_tokens"],
        Units =
        [
            new("search_units", "billed_units.search_units"), new("images", "billed_units.images"),
            new("classifications", "billed_units.classifications"),
        ],
        Model = ["model"],
        ResponseId = ["id", "response_id", "generation_id", "response.generation_id"],
        StopReason = ["finish_reason", "delta.finish_reason"],
        EventSigns = ["event_type"],
        Begins = "type=message-start",
        Ends = ["type=message-end", "event_type=stream-end"],
        Signs =
        [
            new("usage.billed_units", 8), new("meta.billed_units", 8), new("delta.usage", 6), new("type=message-start", 4),
            new("type=message-end", 4),
            new("event_type=stream-start", 4), new("event_type=stream-end", 4), new("event_type=text-generation", 4),
            new("response.meta.billed_units", 6), new("response_id", 2), new("generation_id", 2), new("chat_history", 2),
            new("meta.api_version", 4),
        ],
    };
}
