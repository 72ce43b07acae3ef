using TokenTracking.Calls;
using TokenTracking.Cli.Input;

namespace TokenTracking.Cli.Prices;

/// <summary>A call to price, as a person counts it: the input is the total, cache counts are parts of it, cache writes include those for
/// one hour, the output includes reasoning.</summary>
internal sealed record PricedCall(
    string? Model, string? Provider, long? Input, long? CacheRead, long? CacheWrite,
    long? CacheWrite1h, long? Output, long? Reasoning, string? Tier)
{
    private static readonly string[] Tiers = ["standard", "batch", "flex", "priority"];

    /// <summary>The record to price.</summary>
    /// <param name="at">The time whose prices apply.</param>
    /// <returns>The record.</returns>
    /// <exception cref="BadLineException">The counts contradict each other.</exception>
    public UsageRecord ToRecord(DateTimeOffset at)
    {
        if (string.IsNullOrEmpty(Model))
            throw new BadLineException("The model is missing.");
        if (Input is null && Output is null)
            throw new BadLineException("There are no tokens to price. Specify the input, the output or both.");
        (string, long?)[] counts =
        [
            ("input", Input), ("cache read", CacheRead), ("cache write", CacheWrite),
            ("1-hour cache write", CacheWrite1h), ("output", Output),
            ("reasoning", Reasoning),
        ];
        foreach (var (name, count) in counts)
        {
            if (count is < 0 or > TokenUsage.MaxCount)
                throw new BadLineException($"The {name} tokens are not between 0 and {TokenUsage.MaxCount}.");
        }

        var writes = CacheWrite ?? CacheWrite1h ?? 0;
        if (CacheWrite1h > writes)
            throw new BadLineException("The number of 1-hour cache writes is greater than the number of cache writes, which "
                + "includes them.");
        if ((CacheRead ?? 0) + writes > (Input ?? 0))
            throw new BadLineException("The number of cache reads and writes is greater than the input, which includes them.");
        if (Reasoning > (Output ?? 0))
            throw new BadLineException("The number of reasoning tokens is greater than the output, which includes them.");
        if (Tier is not null && !Tiers.Contains(Tier, StringComparer.OrdinalIgnoreCase))
            throw new BadLineException($"The tier '{Tier}' is not known. It is one of: {string.Join(", ", Tiers)}.");

        // Where the 1-hour writes are told apart, the others are those for 5 minutes; else nobody said how long they live.
        var rest = CacheWrite is null ? null : CacheWrite - (CacheWrite1h ?? 0);
        var facts = new ResponseFacts
        {
            Provider = Provider,
            Model = Model,
            ServiceTier = Tier,
            Usage = TokenUsage.FromInclusive(
                Input ?? 0, Output ?? 0, CacheRead, CacheWrite1h is null ? rest : null, Reasoning, reasoningIncluded: true,
                cacheWrite5m: CacheWrite1h is null ? null : rest, cacheWrite1h: CacheWrite1h),
        };
        return UsageRecordFactory.FromResponse(in facts, at);
    }
}
