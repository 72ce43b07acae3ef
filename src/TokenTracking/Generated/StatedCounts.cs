using System.ComponentModel;

namespace TokenTracking.Generated;

/// <summary>Counts that generated code cannot read from a property alone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StatedCounts
{
    // By how the adapters of Microsoft.Extensions.AI name them: Anthropic 13.12, the AWS SDK's and OpenAI's own.
    private static readonly string[] CacheReads =
        ["CacheReadInputTokens", "InputTokenDetails.CachedTokenCount", "CachedInputTokens", "CacheReadTokens"];

    private static readonly string[] CacheWrites =
    [
        "CacheCreationInputTokens", "CacheWriteInputTokens", "InputTokenDetails.CacheWriteTokenCount", "CacheWriteTokens",
        "CacheCreationTokens", "CacheWriteTokenCount",
    ];

    private static readonly string[] Reasonings =
        ["OutputTokenDetails.ReasoningTokenCount", "ReasoningTokens", "ThinkingTokens", "ThoughtsTokenCount", "ReasoningTokenCount"];

    private static readonly string[] ToolCalls = ["WebSearchRequests", "ServerToolUse.WebSearchRequests"];

    /// <summary>Where the JSON of OpenAI's token details has the tokens written to the cache, as UTF-8.</summary>
    public static ReadOnlySpan<byte> CacheWriteTokensPath => "$.cache_write_tokens"u8;

    /// <summary>The tokens read from a cache, in a dictionary of counts.</summary>
    /// <param name="counts">The dictionary; null has no counts.</param>
    /// <returns>The count in tokens; null if there is none.</returns>
    public static long? CacheRead(IReadOnlyDictionary<string, long>? counts) => Find(counts, CacheReads);

    /// <summary>The tokens written to a cache, in a dictionary of counts.</summary>
    /// <param name="counts">The dictionary; null has no counts.</param>
    /// <returns>The count in tokens; null if there is none.</returns>
    public static long? CacheWrite(IReadOnlyDictionary<string, long>? counts) => Find(counts, CacheWrites);

    /// <summary>The tokens of reasoning, in a dictionary of counts.</summary>
    /// <param name="counts">The dictionary; null has no counts.</param>
    /// <returns>The count in tokens; null if there is none.</returns>
    public static long? Reasoning(IReadOnlyDictionary<string, long>? counts) => Find(counts, Reasonings);

    /// <summary>The calls of tools on the provider's servers, in a dictionary of counts.</summary>
    /// <param name="counts">The dictionary; null has no counts.</param>
    /// <returns>The number of calls; null if there is none.</returns>
    public static long? ServerToolCalls(IReadOnlyDictionary<string, long>? counts) => Find(counts, ToolCalls);

    /// <summary>Counts of which only the total tells whether cached tokens are part of the input.</summary>
    /// <param name="total">The sum of all tokens.</param>
    /// <param name="input">The tokens of the input.</param>
    /// <param name="output">The tokens of the output.</param>
    /// <param name="cacheRead">The tokens read from a cache.</param>
    /// <param name="cacheWrite5m">The tokens written to a cache for five minutes.</param>
    /// <param name="cacheWrite1h">The tokens written to a cache for one hour.</param>
    /// <param name="cacheWrite">The tokens written to a cache for an unknown time.</param>
    /// <param name="reasoning">The tokens of reasoning.</param>
    /// <param name="reasoningIncluded">True if reasoning is part of the output; otherwise, false.</param>
    /// <returns>The counts. Without a total, cached tokens are taken as part of the input.</returns>
    public static TokenUsage ByTotal(
        long? total, long? input, long? output, long? cacheRead = null, long? cacheWrite5m = null, long? cacheWrite1h = null,
        long? cacheWrite = null, long? reasoning = null, bool reasoningIncluded = true)
    {
        var cached = (UInt128)Positive(cacheRead) + Positive(cacheWrite5m) + Positive(cacheWrite1h) + Positive(cacheWrite);
        var rest = (UInt128)Positive(input) + Positive(output) + (reasoningIncluded ? 0 : Positive(reasoning));
        return cached > 0 && total is > 0 and { } sum && (UInt128)sum == cached + rest
            ? TokenUsage.FromExclusive(input, output, cacheRead, cacheWrite5m, cacheWrite1h, cacheWrite, reasoning, reasoningIncluded)
            : TokenUsage.FromInclusive(input, output, cacheRead, cacheWrite, reasoning, reasoningIncluded, cacheWrite5m, cacheWrite1h);
    }

    private static ulong Positive(long? count) => count is > 0 and { } tokens ? (ulong)tokens : 0;

    private static long? Find(IReadOnlyDictionary<string, long>? counts, string[] names)
    {
        if (counts is not { Count: > 0 })
            return null;
        foreach (var name in names)
        {
            if (counts.TryGetValue(name, out var count))
                return count;
        }

        // The providers' own spelling: cache_creation_input_tokens.
        foreach (var (name, count) in counts)
        {
            if (Array.Exists(names, known => IsSpelling(name, known)))
                return count;
        }

        return null;
    }

    private static bool IsSpelling(string name, string known)
        => name.Contains('_', StringComparison.Ordinal)
            && string.Equals(name.Replace("_", "", StringComparison.Ordinal), known, StringComparison.OrdinalIgnoreCase);
}
