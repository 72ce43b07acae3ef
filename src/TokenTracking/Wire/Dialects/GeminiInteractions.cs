using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Gemini's <c>interactions</c>: input includes cached tokens and excludes tool use, output excludes thoughts; the total is the
/// sum.</summary>
internal static class GeminiInteractions
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "gemini.interactions",
        Provider = "gcp.gemini",
        Containers = ["interaction.usage", "usage"],
        CacheInside = true,
        ReasoningInside = false,
        TotalDecides = true,
        [Input] = ["total_input_tokens"],
        [Output] = ["total_output_tokens"],
        [Total] = ["total_tokens"],
        [CacheRead] = ["total_cached_tokens"],
        [Reasoning] = ["total_thought_tokens", "total_reasoning_tokens"],
        [ToolInput] = ["total_tool_use_tokens"],
        Lists =
        [
            new("input_tokens_by_modality", "modality", "tokens", new("audio", AudioInput), new("image", ImageInput)),
            new("tool_use_tokens_by_modality", "modality", "tokens", new("audio", ToolAudioInput), new("image", ToolImageInput)),
            new("cached_tokens_by_modality", "modality", "tokens", new("audio", AudioCacheRead), new("image", ImageCacheRead),
                new("text", OtherCacheRead), new("video", OtherCacheRead), new("document", OtherCacheRead)),
            new("output_tokens_by_modality", "modality", "tokens", new("audio", AudioOutput), new("image", ImageOutput)),
        ],
        Model = ["interaction.model", "model"],
        ResponseId = ["interaction.id", "id"],
        ServiceTier = ["interaction.service_tier", "service_tier"],
        StopReason = ["interaction.status", "status"],
        Ends = ["event_type=interaction.completed", "event_type=interaction.complete", "event_type=interaction.failed"],
        Signs =
        [
            new("object=interaction", 6), new("interaction.object=interaction", 6), new("interaction", 4),
            new("event_type=interaction.*", 6),
            new("usage.total_input_tokens", 6),
        ],
    };
}
