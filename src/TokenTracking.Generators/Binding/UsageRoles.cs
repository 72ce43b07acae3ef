namespace TokenTracking.Generators.Binding;

/// <summary>By which names SDKs call the counts: the first path that exists is taken.</summary>
internal static class UsageRoles
{
    public static readonly string[] Carriers = ["Usage", "UsageMetadata", "TokenUsage", "UsageDetails", "TotalUsage"];

    public static readonly string[] Input =
    [
        "InputTokenCount", "InputTokens", "PromptTokens", "PromptTokenCount", "PromptEvalCount", "InputTokensCount", "PromptTokensCount",
    ];

    public static readonly string[] Output =
    [
        "OutputTokenCount", "OutputTokens", "CompletionTokens", "CandidatesTokenCount", "EvalCount", "CompletionTokenCount",
        "OutputTokensCount", "CompletionTokensCount", "GeneratedTokens",
    ];

    /// <summary>The sum of all, where an object states it.</summary>
    public static readonly string[] Total = ["TotalTokenCount", "TotalTokens", "TotalTokensCount"];

    /// <summary>Cache counts that are a part of the input.</summary>
    public static readonly string[] CacheReadInside =
    [
        .. Nested("Cached", PromptDetails), "CachedInputTokenCount", "CachedContentTokenCount", "CachedTokenCount", "CachedTokens",
        "CachedInputTokens", "CachedPromptTokens", "CachedPromptTokenCount", "PromptCacheHitTokens", "PromptCacheHitTokenCount",
        "CacheHitTokens", "InputCachedTokens", "InputCachedTokenCount",
    ];

    /// <summary>Cache counts that are next to the input.</summary>
    public static readonly string[] CacheReadBeside = ["CacheReadInputTokens", "CacheReadInputTokenCount"];

    /// <summary>Cache counts that some SDKs put into the input and others next to it: the total decides, or the other
    /// counts.</summary>
    public static readonly string[] CacheReadEither =
        ["CacheReadTokens", "CacheReadTokenCount", "CacheReads", "InputTokenDetails.CacheReadTokens", "InputTokensDetails.CacheReadTokens"];

    public static readonly string[] AudioInput =
        [.. Nested("Audio", PromptDetails), "InputAudioTokenCount", "InputAudioTokens", "AudioInputTokens", "AudioPromptTokens"];

    public static readonly string[] AudioOutput =
        [.. Nested("Audio", AnswerDetails), "OutputAudioTokenCount", "OutputAudioTokens", "AudioOutputTokens", "AudioCompletionTokens"];

    public static readonly string[] ImageInput =
        [.. Nested("Image", PromptDetails), "InputImageTokenCount", "InputImageTokens", "ImageInputTokens"];

    public static readonly string[] ImageOutput =
        [.. Nested("Image", AnswerDetails), "OutputImageTokenCount", "OutputImageTokens", "ImageOutputTokens"];

    public static readonly string[] ServerTools = ["ServerToolUse.WebSearchRequests", "WebSearchRequests"];

    public static readonly string[] CacheWriteInside = Nested("CacheWrite", PromptDetails);

    public static readonly string[] CacheWriteBeside =
        ["CacheCreationInputTokens", "CacheWriteInputTokens", "CacheCreationInputTokenCount", "CacheWriteInputTokenCount"];

    /// <summary>As <see cref="CacheReadEither"/>.</summary>
    public static readonly string[] CacheWriteEither =
    [
        "CacheWriteTokens", "CacheWriteTokenCount", "CacheCreationTokens", "CacheCreationTokenCount", "CacheWrites",
        "InputTokensDetails.CacheCreationTokens", "InputTokenDetails.CacheCreationTokens",
    ];

    public static readonly string[] CacheWrite5m = ["CacheCreation.Ephemeral5mInputTokens"];

    public static readonly string[] CacheWrite1h = ["CacheCreation.Ephemeral1hInputTokens"];

    /// <summary>Reasoning that is a part of the output.</summary>
    public static readonly string[] ReasoningInside =
    [
        .. Nested("Reasoning", AnswerDetails), .. Nested("Thinking", AnswerDetails), "ReasoningTokenCount", "ReasoningTokens",
        "ThinkingTokens", "ThinkingTokenCount", "ReasoningOutputTokens", "OutputReasoningTokens",
    ];

    /// <summary>Reasoning that is next to the output (Gemini: candidates exclude thoughts).</summary>
    public static readonly string[] ReasoningBeside = ["ThoughtsTokenCount"];

    /// <summary>Every path by which a count may be read: of two for the same count, one is.</summary>
    public static HashSet<string> Known { get; } = new(
        new[]
        {
            Input, Output, Total, CacheReadInside, CacheReadBeside, CacheReadEither, AudioInput, AudioOutput, ImageInput, ImageOutput,
            ServerTools, CacheWriteInside, CacheWriteBeside, CacheWriteEither, CacheWrite5m, CacheWrite1h, ReasoningInside,
            ReasoningBeside,
        }.SelectMany(static paths => paths),
        StringComparer.Ordinal);

    private static string[] PromptDetails =>
        ["InputTokenDetails", "InputTokensDetails", "PromptTokenDetails", "PromptTokensDetails", "InputDetails", "PromptDetails"];

    private static string[] AnswerDetails =>
    [
        "OutputTokenDetails", "OutputTokensDetails", "CompletionTokenDetails", "CompletionTokensDetails", "OutputDetails",
        "CompletionDetails",
    ];

    private static string[] Nested(string kind, string[] details)
        => [.. details.SelectMany(detail => new[] { $"{detail}.{kind}TokenCount", $"{detail}.{kind}Tokens" })];
}
