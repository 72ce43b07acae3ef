using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>
/// OpenAI Responses (also Azure, xAI, DeepSeek, OpenRouter, open-responses), Realtime's <c>response.done</c>, and the image and audio
/// endpoints that count alike. Input includes cached tokens and writes, output includes reasoning.
/// </summary>
/// <remarks>Usage is null while a response is queued or in progress; the last event of a stream carries it.</remarks>
internal static class OpenAIResponses
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "openai.responses",
        Provider = "openai",
        Containers = ["response.usage", "usage"],
        CacheInside = true,
        ReasoningInside = true,
        TotalDecides = true,
        [Input] = ["input_tokens"],
        [Output] = ["output_tokens"],
        [Total] = ["total_tokens"],
        [CacheRead] = ["input_tokens_details.cached_tokens", "input_token_details.cached_tokens"],
        [CacheWrite] = ["input_tokens_details.cache_write_tokens", "input_token_details.cache_write_tokens"],
        [Reasoning] = ["output_tokens_details.reasoning_tokens", "output_token_details.reasoning_tokens"],
        [AudioInput] = ["input_token_details.audio_tokens", "input_tokens_details.audio_tokens"],
        [AudioOutput] = ["output_token_details.audio_tokens", "output_tokens_details.audio_tokens"],
        [ImageInput] = ["input_tokens_details.image_tokens", "input_token_details.image_tokens"],
        [ImageOutput] = ["output_tokens_details.image_tokens"],
        // Realtime says of what kind the cached tokens were.
        [AudioCacheRead] =
        [
            "input_token_details.cached_tokens_details.audio_tokens", "input_tokens_details.cached_tokens_details.audio_tokens",
        ],
        [ImageCacheRead] =
        [
            "input_token_details.cached_tokens_details.image_tokens", "input_tokens_details.cached_tokens_details.image_tokens",
        ],
        [OtherCacheRead] =
        [
            "input_token_details.cached_tokens_details.text_tokens", "input_tokens_details.cached_tokens_details.text_tokens",
        ],
        [ServerToolCalls] =
        [
            "num_server_side_tools_used", "/tool_usage.web_search.num_requests", "/response.tool_usage.web_search.num_requests",
        ],
        // Of the calls in the output, opening a page and searching in it are free.
        Lists =
        [
            new("/output", "action.type", "", new KeyedKind("search", ServerToolItems)),
            new("/response.output", "action.type", "", new KeyedKind("search", ServerToolItems)),
            new("/data", null, "", new KeyedKind("", Images)),
        ],
        Cost = OpenAIChat.Costs,
        Units =
        [
            new("seconds", "seconds", "/duration"), new("characters", "characters"),
            new("image_generation_input_tokens",
                "/tool_usage.image_gen.input_tokens", "/response.tool_usage.image_gen.input_tokens"),
            new("image_generation_output_tokens",
                "/tool_usage.image_gen.output_tokens", "/response.tool_usage.image_gen.output_tokens"),
        ],
        Model = ["response.model", "model"],
        ResponseId = ["response.id", "id"],
        ServiceTier = ["response.service_tier", "service_tier"],
        StopReason = ["response.incomplete_details.reason", "incomplete_details.reason", "response.status", "status"],
        Begins = "type=response.created",
        Ends =
        [
            "type=response.completed", "type=response.incomplete", "type=response.failed", "type=response.cancelled", "type=response.done",
            "type=transcript.text.done", "type=image_generation.completed", "type=image_edit.completed", "type=speech.audio.done",
        ],
        Signs =
        [
            new("object=response", 6), new("type=response.*", 8), new("response.object=response", 4), new("response.usage", 2),
            new("usage.seconds", 4), new("task=transcribe", 3), new("data[].b64_json", 4), new("data[].url", 4),
            new("usage.input_tokens_details", 4), new("usage.input_token_details", 4), new("usage.input_tokens", 2),
        ],
        ProviderSigns = [new("usage.cost_in_usd_ticks", "x_ai"), new("response.usage.cost_in_usd_ticks", "x_ai")],
    };
}
