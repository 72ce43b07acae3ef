using TokenTracking.Cli.Costs;

namespace TokenTracking.Cli.Explain;

/// <summary>What one response used and cost, and why, as <c>tokens explain</c> prints it in JSON.</summary>
/// <param name="Id">The line's own id; null for a single response.</param>
/// <param name="Provider">Who answered, by its OpenTelemetry name; null if unknown.</param>
/// <param name="Flavour">The API dialect that was recognized; null if none was.</param>
/// <param name="Model">The model that was priced: the response model or, if that is unknown, the requested model; null if both are
/// unknown.</param>
/// <param name="Usage">The counts; null if none arrived, which is not zero.</param>
/// <param name="Parts">The steps that were priced each at its own model; empty for an ordinary call.</param>
/// <param name="Units">What was used besides tokens, each in its unit; empty for an ordinary call.</param>
/// <param name="Completeness"><c>complete</c>, <c>partial</c>, <c>estimated</c> or <c>missing</c>.</param>
/// <param name="Outcome"><c>succeeded</c>, <c>failed</c>, <c>cancelled</c> or <c>abandoned</c>.</param>
/// <param name="Cost">The cost; null if it cannot be known.</param>
/// <param name="Notes">Remarks about the result.</param>
internal sealed record ExplainDocument(
    string? Id, string? Provider, string? Flavour, string? Model, UsageDocument? Usage, IReadOnlyList<PartDocument> Parts,
    IReadOnlyList<UnitDocument> Units,
    string Completeness, string Outcome, Costs.CostDocument? Cost, IReadOnlyList<string> Notes);

/// <summary>One step of a call.</summary>
/// <param name="Model">The model that answered it; null if unknown.</param>
/// <param name="Usage">Its counts; null if none arrived.</param>
internal sealed record PartDocument(string? Model, UsageDocument? Usage);

/// <summary>Something that a call used besides tokens.</summary>
/// <param name="Unit">The unit (<c>seconds</c>, <c>images</c>, <c>pages</c>).</param>
/// <param name="Quantity">How many of them.</param>
internal sealed record UnitDocument(string Unit, decimal Quantity);

/// <summary>Token counts; null if the provider did not say.</summary>
/// <param name="InputTokens">All input tokens, including cached tokens.</param>
/// <param name="FreshInputTokens">Those billed at the full input price.</param>
/// <param name="CacheReadTokens">Those read from a cache.</param>
/// <param name="CacheWriteTokens">Those written to a cache, regardless of its lifetime: the 5-minute and 1-hour ones are parts of
/// them.</param>
/// <param name="CacheWrite5mTokens">Those written to a cache entry that lives 5 minutes.</param>
/// <param name="CacheWrite1hTokens">Those written to a cache entry that lives 1 hour.</param>
/// <param name="OutputTokens">All output tokens, including reasoning.</param>
/// <param name="ReasoningTokens">Those spent on reasoning.</param>
/// <param name="TotalTokens">Input and output.</param>
/// <param name="AudioInputTokens">Input tokens that are audio.</param>
/// <param name="AudioCacheReadTokens">Those of them that were read from a cache.</param>
/// <param name="AudioOutputTokens">Output tokens that are audio.</param>
/// <param name="ImageInputTokens">Input tokens that are images.</param>
/// <param name="ImageCacheReadTokens">Those of them that were read from a cache.</param>
/// <param name="ImageOutputTokens">Output tokens that are images.</param>
internal sealed record UsageDocument(
    long? InputTokens, long? FreshInputTokens, long? CacheReadTokens, long? CacheWriteTokens,
    long? CacheWrite5mTokens, long? CacheWrite1hTokens,
    long? OutputTokens, long? ReasoningTokens, long? TotalTokens,
    long? AudioInputTokens, long? AudioCacheReadTokens, long? AudioOutputTokens,
    long? ImageInputTokens, long? ImageCacheReadTokens, long? ImageOutputTokens)
{
    /// <summary>The document of counts.</summary>
    /// <param name="usage">The counts.</param>
    /// <returns>The document; null if no count is known.</returns>
    public static UsageDocument? Of(in TokenUsage usage) => usage.IsUnknown
        ? null
        : new UsageDocument(
            usage.InputTokens, usage.FreshInputTokens, usage.CacheReadTokens, usage.CacheWriteTokens, usage.CacheWrite5mTokens,
            usage.CacheWrite1hTokens, usage.OutputTokens, usage.ReasoningTokens, usage.TotalTokens,
            usage.AudioInputTokens, usage.AudioCacheReadTokens, usage.AudioOutputTokens,
            usage.ImageInputTokens, usage.ImageCacheReadTokens, usage.ImageOutputTokens);
}
