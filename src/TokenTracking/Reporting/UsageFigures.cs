namespace TokenTracking;

/// <summary>What a set of calls used and cost.</summary>
public sealed record UsageFigures
{
    /// <summary>No calls at all.</summary>
    public static UsageFigures None { get; } = new();

    /// <summary>How many calls.</summary>
    public long Calls { get; init; }

    /// <summary>Input tokens, cached ones included.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens, reasoning included.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The part of the input read from a cache, in tokens.</summary>
    public long CacheReadTokens { get; init; }

    /// <summary>The part of the input written to a cache, in tokens.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>The part of the output spent on reasoning, in tokens.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Input and output together, in tokens.</summary>
    public long TotalTokens => InputTokens + OutputTokens;

    /// <summary>The cost of the priced calls, in USD; null where none was priced.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Calls that have no cost. Not in <see cref="Cost"/>.</summary>
    public long UnpricedCalls { get; init; }

    /// <summary>Calls whose usage never arrived. Not in the token counts.</summary>
    public long CallsWithoutUsage { get; init; }

    /// <summary>The figures of this set and one more call.</summary>
    /// <param name="record">The call.</param>
    /// <returns>The figures of both.</returns>
    public UsageFigures With(in UsageRecord record) => this with
    {
        Calls = Calls + 1,
        InputTokens = InputTokens + (record.Usage.InputTokens ?? 0),
        OutputTokens = OutputTokens + (record.Usage.OutputTokens ?? 0),
        CacheReadTokens = CacheReadTokens + (record.Usage.CacheReadTokens ?? 0),
        CacheWriteTokens = CacheWriteTokens + (record.Usage.CacheWriteTokens ?? 0),
        ReasoningTokens = ReasoningTokens + (record.Usage.ReasoningTokens ?? 0),
        Cost = record.Cost is { } cost ? (Cost ?? 0) + cost : Cost,
        UnpricedCalls = UnpricedCalls + (record.Cost is null ? 1 : 0),
        CallsWithoutUsage = CallsWithoutUsage + (record.Usage.IsUnknown ? 1 : 0),
    };

    /// <summary>The figures of this set and another.</summary>
    /// <param name="other">The other set; no call may be in both.</param>
    /// <returns>The figures of both.</returns>
    public UsageFigures With(UsageFigures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new UsageFigures
        {
            Calls = Calls + other.Calls,
            InputTokens = InputTokens + other.InputTokens,
            OutputTokens = OutputTokens + other.OutputTokens,
            CacheReadTokens = CacheReadTokens + other.CacheReadTokens,
            CacheWriteTokens = CacheWriteTokens + other.CacheWriteTokens,
            ReasoningTokens = ReasoningTokens + other.ReasoningTokens,
            Cost = Cost is null ? other.Cost : Cost + (other.Cost ?? 0),
            UnpricedCalls = UnpricedCalls + other.UnpricedCalls,
            CallsWithoutUsage = CallsWithoutUsage + other.CallsWithoutUsage,
        };
    }
}
