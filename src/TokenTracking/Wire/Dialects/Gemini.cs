using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>
/// Gemini and Vertex <c>generateContent</c>, streamed or not, and the embeddings that report <c>usageMetadata</c>. The prompt includes
/// cached
/// content and excludes what tools brought in; candidates exclude thoughts; all of it is billed. The last <c>usageMetadata</c> counts.
/// </summary>
/// <remarks>Source: ai.google.dev, UsageMetadata: total = prompt + tool use + candidates + thoughts.</remarks>
internal static class Gemini
{
    private static readonly KeyedKind[] Input = [new("AUDIO", AudioInput), new("4", AudioInput), new("IMAGE", ImageInput),
        new("2", ImageInput)];
    private static readonly KeyedKind[] Output = [new("AUDIO", AudioOutput), new("4", AudioOutput), new("IMAGE", ImageOutput),
        new("2", ImageOutput)];

    private static readonly KeyedKind[] Tools = [new("AUDIO", ToolAudioInput), new("4", ToolAudioInput), new("IMAGE", ToolImageInput),
        new("2", ToolImageInput)];
    private static readonly KeyedKind[] Cached = [new("AUDIO", AudioCacheRead), new("4", AudioCacheRead), new("IMAGE", ImageCacheRead),
        new("2", ImageCacheRead), new("TEXT", OtherCacheRead), new("1", OtherCacheRead), new("VIDEO", OtherCacheRead),
        new("3", OtherCacheRead), new("DOCUMENT", OtherCacheRead), new("5", OtherCacheRead)];

    public static WireDialect Dialect { get; } = new()
    {
        Name = "gemini.generate",
        Provider = "gcp.gemini",
        Containers = ["usageMetadata"],
        CacheInside = true,
        ReasoningInside = false,
        TotalDecides = true,
        [CountKind.Input] = ["promptTokenCount"],
        [CountKind.Output] = ["candidatesTokenCount", "responseTokenCount"],
        [Total] = ["totalTokenCount"],
        [CacheRead] = ["cachedContentTokenCount"],
        [Reasoning] = ["thoughtsTokenCount"],
        [ToolInput] = ["toolUsePromptTokenCount"],
        Lists =
        [
            new("promptTokensDetails", "modality", "tokenCount", Input),
            new("toolUsePromptTokensDetails", "modality", "tokenCount", Tools),
            new("cacheTokensDetails", "modality", "tokenCount", Cached),
            new("candidatesTokensDetails", "modality", "tokenCount", Output),
            new("responseTokensDetails", "modality", "tokenCount", Output),
        ],
        [ServerToolCalls] = ["/candidates[].groundingMetadata.webSearchQueries[]"],
        Model = ["modelVersion"],
        ResponseId = ["responseId"],
        ServiceTier = ["usageMetadata.serviceTier", "usageMetadata.trafficType"],
        StopReason = ["candidates[].finishReason", "promptFeedback.blockReason"],
        Ends = ["promptFeedback.blockReason"],
        // With tools on the provider's side a reason comes with each step: the last one counts, and not where a tool is still to answer.
        Finish = new("candidates[]", "candidates[].finishReason", NeedsUsage: false, Several: null, "candidates[].content.parts[]",
            "candidates[].content.parts[].executableCode", "candidates[].content.parts[].codeExecutionResult",
            "candidates[].content.parts[].toolCall", "candidates[].content.parts[].toolResponse"),
        Signs = [new("usageMetadata", 5), new("candidates", 5), new("modelVersion", 2), new("promptFeedback", 3)],
    };
}
