namespace TokenTracking.Generators.Binding;

/// <summary>By which names SDKs call the counts: the first path that exists is taken.</summary>
internal static class UsageRoles
{
    public static readonly string[] Carriers = ["Usage", "UsageMetadata", "TokenUsage", "UsageDetails"];

    public static readonly string[] Input =
        ["InputTokenCount", "InputTokens", "PromptTokens", "PromptTokenCount", "PromptEvalCount"];

    public static readonly string[] Output =
        ["OutputTokenCount", "OutputTokens", "CompletionTokens", "CandidatesTokenCount", "EvalCount"];

    /// <summary>Cache counts that are a part of the input.</summary>
    public static readonly string[] CacheReadInside =
    [
        "InputTokenDetails.CachedTokenCount", "InputTokenDetails.CachedTokens", "InputTokensDetails.CachedTokens",
        "PromptTokenDetails.CachedTokens", "PromptTokensDetails.CachedTokens", "CachedInputTokenCount", "CachedContentTokenCount",
        "CachedTokenCount",
    ];

    /// <summary>Cache counts that are next to the input.</summary>
    public static readonly string[] CacheReadBeside = ["CacheReadInputTokens"];

    public static readonly string[] AudioInput = ["InputTokenDetails.AudioTokenCount", "InputAudioTokenCount"];

    public static readonly string[] AudioOutput = ["OutputTokenDetails.AudioTokenCount", "OutputAudioTokenCount"];

    public static readonly string[] ImageInput = ["InputTokenDetails.ImageTokenCount"];

    public static readonly string[] ImageOutput = ["OutputTokenDetails.ImageTokenCount"];

    public static readonly string[] ServerTools = ["ServerToolUse.WebSearchRequests"];

    public static readonly string[] CacheWriteInside = ["InputTokenDetails.CacheWriteTokenCount"];

    public static readonly string[] CacheWriteBeside = ["CacheCreationInputTokens", "CacheWriteInputTokens"];

    public static readonly string[] CacheWrite5m = ["CacheCreation.Ephemeral5mInputTokens"];

    public static readonly string[] CacheWrite1h = ["CacheCreation.Ephemeral1hInputTokens"];

    /// <summary>Reasoning that is a part of the output.</summary>
    public static readonly string[] ReasoningInside =
    [
        "OutputTokenDetails.ReasoningTokenCount", "OutputTokenDetails.ReasoningTokens", "OutputTokensDetails.ReasoningTokens",
        "OutputTokensDetails.ThinkingTokens", "CompletionTokensDetails.ReasoningTokens", "ReasoningTokenCount",
    ];

    /// <summary>Reasoning that is next to the output (Gemini: candidates exclude thoughts).</summary>
    public static readonly string[] ReasoningBeside = ["ThoughtsTokenCount"];
}
