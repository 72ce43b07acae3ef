using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>
/// Anthropic Messages, also through Bedrock InvokeModel and Vertex rawPredict. Input excludes both cache figures, output includes thinking.
/// A stream has a start and cumulative deltas: field by field, the later value that is not null counts.
/// </summary>
/// <remarks>Source: docs.anthropic.com, "Streaming messages" and "Prompt caching" (total input is the sum of the three input
/// fields).</remarks>
internal static class AnthropicMessages
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "anthropic.messages",
        Provider = "anthropic",
        Containers = ["usage", "message.usage"],
        Merge = MergeRule.PerField,
        CacheInside = false,
        ReasoningInside = true,
        // Gateways that use the dialect with inclusive counts can be recognized by a total.
        TotalDecides = true,
        [Input] = ["input_tokens"],
        [Output] = ["/usage.output_tokens"],
        PlaceholderOutput = "message.usage.output_tokens",
        [Total] = ["total_tokens"],
        [CacheRead] = ["cache_read_input_tokens"],
        [CacheWrite] = ["cache_creation_input_tokens"],
        [CacheWrite5m] = ["cache_creation.ephemeral_5m_input_tokens"],
        [CacheWrite1h] = ["cache_creation.ephemeral_1h_input_tokens"],
        [Reasoning] = ["output_tokens_details.thinking_tokens"],
        // Fetches and tool searches are free, code runs are billed by the hour: a search alone has a price by the call.
        [ServerToolCalls] = ["server_tool_use.web_search_requests"],
        Units = [new("web_fetches", "server_tool_use.web_fetch_requests")],
        Parts = "usage.iterations",
        Model = ["model", "message.model"],
        ResponseId = ["id", "message.id"],
        ServiceTier = ["usage.service_tier", "message.usage.service_tier"],
        Speed = ["usage.speed", "message.usage.speed"],
        Geo = ["usage.inference_geo", "message.usage.inference_geo"],
        StopReason = ["stop_reason", "delta.stop_reason"],
        Begins = "type=message_start",
        Ends = ["type=message_stop"],
        Signs =
        [
            new("type=message", 6), new("type=message_start", 8), new("type=message_delta", 4), new("message.usage", 3),
            new("usage.input_tokens", 2), new("usage.cache_creation_input_tokens", 2), new("stop_reason", 1),
        ],
    };
}
