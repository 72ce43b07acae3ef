using TokenTracking.Reporting;
using TokenTracking.Usage;

namespace TokenTracking;

/// <summary>What a set of calls used and cost. A sum that is more than its type can hold stays at the type's greatest value and
/// <see cref="IsSaturated"/> says so.</summary>
public sealed record UsageFigures
{
    /// <summary>No calls at all.</summary>
    public static UsageFigures None { get; } = new();

    /// <summary>How many calls.</summary>
    public long Calls { get; init; }

    /// <summary>Calls that ended in an error. One that reported nothing is in no other count than this and <see cref="Calls"/>.</summary>
    public long FailedCalls { get; init; }

    /// <summary>Calls that their caller cancelled.</summary>
    public long CancelledCalls { get; init; }

    /// <summary>Streams that were not read to the end.</summary>
    public long AbandonedCalls { get; init; }

    /// <summary>Input tokens, cached ones included.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens, reasoning included.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The part of the input read from a cache, in tokens.</summary>
    public long CacheReadTokens { get; init; }

    /// <summary>The part of the input written to cache entries that live 5 minutes, in tokens.</summary>
    public long CacheWrite5mTokens { get; init; }

    /// <summary>The part of the input written to cache entries that live 1 hour, in tokens.</summary>
    public long CacheWrite1hTokens { get; init; }

    /// <summary>The part of the input written to caches by providers that give no lifetime, in tokens.</summary>
    public long CacheWriteOtherTokens { get; init; }

    /// <summary>The part of the input written to a cache, regardless of its lifetime, in tokens.</summary>
    public long CacheWriteTokens => Saturating.Add(Saturating.Add(CacheWrite5mTokens, CacheWrite1hTokens), CacheWriteOtherTokens);

    /// <summary>The part of the output spent on reasoning, in tokens.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Input and output together, in tokens.</summary>
    public long TotalTokens => Saturating.Add(InputTokens, OutputTokens);

    /// <summary>The cost of the priced calls, by what it rests on.</summary>
    public UsageCosts Costs { get; init; } = UsageCosts.None;

    /// <summary>The cost of the priced calls, in USD; null if none was priced.</summary>
    public decimal? Cost => Costs.Total;

    /// <summary>Calls that have a cost: those that <see cref="Cost"/> is the sum of.</summary>
    public long PricedCalls { get; init; }

    /// <summary>Calls whose cost is unknown, without failed calls that reported nothing. Not in <see cref="Cost"/>.</summary>
    public long UnpricedCalls { get; init; }

    /// <summary>Calls whose usage never arrived, without failed calls that reported nothing. Not in the token counts.</summary>
    public long CallsWithoutUsage { get; init; }

    /// <summary>From the start of the calls to their end.</summary>
    public UsageDurations Durations { get; init; }

    /// <summary>From the start of the calls to the first item of their streams.</summary>
    public UsageDurations TimesToFirstToken { get; init; }

    /// <summary>True if a sum was more than its type can hold, so that it is too low; otherwise, false.</summary>
    public bool IsSaturated
        => long.MaxValue is var limit && (InputTokens == limit || OutputTokens == limit || TotalTokens == limit || CacheReadTokens == limit
            || CacheWriteTokens == limit || ReasoningTokens == limit || Durations.Sum.Ticks == limit || TimesToFirstToken.Sum.Ticks == limit
            || Cost is decimal.MaxValue or decimal.MinValue);

    /// <summary>The figures of this set and one more call.</summary>
    /// <param name="record">The call.</param>
    /// <returns>The figures of both.</returns>
    public UsageFigures With(in UsageRecord record) => With(Of(in record));

    /// <summary>The figures of this set and another.</summary>
    /// <param name="other">The other set; no call may be in both.</param>
    /// <returns>The figures of both.</returns>
    public UsageFigures With(UsageFigures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new UsageFigures
        {
            Calls = Saturating.Add(Calls, other.Calls),
            FailedCalls = Saturating.Add(FailedCalls, other.FailedCalls),
            CancelledCalls = Saturating.Add(CancelledCalls, other.CancelledCalls),
            AbandonedCalls = Saturating.Add(AbandonedCalls, other.AbandonedCalls),
            InputTokens = Saturating.Add(InputTokens, other.InputTokens),
            OutputTokens = Saturating.Add(OutputTokens, other.OutputTokens),
            CacheReadTokens = Saturating.Add(CacheReadTokens, other.CacheReadTokens),
            CacheWrite5mTokens = Saturating.Add(CacheWrite5mTokens, other.CacheWrite5mTokens),
            CacheWrite1hTokens = Saturating.Add(CacheWrite1hTokens, other.CacheWrite1hTokens),
            CacheWriteOtherTokens = Saturating.Add(CacheWriteOtherTokens, other.CacheWriteOtherTokens),
            ReasoningTokens = Saturating.Add(ReasoningTokens, other.ReasoningTokens),
            Costs = Costs.With(other.Costs),
            PricedCalls = Saturating.Add(PricedCalls, other.PricedCalls),
            UnpricedCalls = Saturating.Add(UnpricedCalls, other.UnpricedCalls),
            CallsWithoutUsage = Saturating.Add(CallsWithoutUsage, other.CallsWithoutUsage),
            Durations = Durations.With(other.Durations),
            TimesToFirstToken = TimesToFirstToken.With(other.TimesToFirstToken),
        };
    }

    private static UsageFigures Of(in UsageRecord record)
    {
        var usage = record.Usage;
        return new UsageFigures
        {
            Calls = 1,
            FailedCalls = record.Outcome == CallOutcome.Failed ? 1 : 0,
            CancelledCalls = record.Outcome == CallOutcome.Cancelled ? 1 : 0,
            AbandonedCalls = record.Outcome == CallOutcome.Abandoned ? 1 : 0,
            InputTokens = usage.InputTokens ?? 0,
            OutputTokens = usage.OutputTokens ?? 0,
            CacheReadTokens = usage.CacheReadTokens ?? 0,
            CacheWrite5mTokens = usage.CacheWrite5mTokens ?? 0,
            CacheWrite1hTokens = usage.CacheWrite1hTokens ?? 0,
            CacheWriteOtherTokens = usage.CacheWriteOtherTokens ?? 0,
            ReasoningTokens = usage.ReasoningTokens ?? 0,
            Costs = UsageCosts.None.With(record.CostBasis, record.Cost),
            PricedCalls = record.Cost is null ? 0 : 1,
            UnpricedCalls = record.Cost is null && record.IsBilled ? 1 : 0,
            CallsWithoutUsage = usage.IsUnknown && record.IsBilled ? 1 : 0,
            Durations = default(UsageDurations).With(record.Duration),
            TimesToFirstToken = default(UsageDurations).With(record.TimeToFirstToken),
        };
    }
}
