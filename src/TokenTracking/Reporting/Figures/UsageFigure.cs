namespace TokenTracking;

/// <summary>One figure of <see cref="UsageFigures"/>: what the rows of a report are ordered by.</summary>
public sealed class UsageFigure
{
    private readonly Func<UsageFigures, decimal?> _read;

    private UsageFigure(string name, Func<UsageFigures, decimal?> read)
    {
        Name = name;
        _read = read;
    }

    /// <summary>How many calls.</summary>
    public static UsageFigure Calls { get; } = new("calls", static f => f.Calls);

    /// <summary>Calls that ended in an error.</summary>
    public static UsageFigure FailedCalls { get; } = new("failed_calls", static f => f.FailedCalls);

    /// <summary>Calls that their caller cancelled.</summary>
    public static UsageFigure CancelledCalls { get; } = new("cancelled_calls", static f => f.CancelledCalls);

    /// <summary>Streams that were not read to the end.</summary>
    public static UsageFigure AbandonedCalls { get; } = new("abandoned_calls", static f => f.AbandonedCalls);

    /// <summary>Calls that have a cost.</summary>
    public static UsageFigure PricedCalls { get; } = new("priced_calls", static f => f.PricedCalls);

    /// <summary>Calls whose cost is unknown.</summary>
    public static UsageFigure UnpricedCalls { get; } = new("unpriced_calls", static f => f.UnpricedCalls);

    /// <summary>Calls whose usage never arrived.</summary>
    public static UsageFigure CallsWithoutUsage { get; } = new("calls_without_usage", static f => f.CallsWithoutUsage);

    /// <summary>Input tokens.</summary>
    public static UsageFigure InputTokens { get; } = new("input_tokens", static f => f.InputTokens);

    /// <summary>Output tokens.</summary>
    public static UsageFigure OutputTokens { get; } = new("output_tokens", static f => f.OutputTokens);

    /// <summary>Input and output tokens together.</summary>
    public static UsageFigure TotalTokens { get; } = new("total_tokens", static f => f.TotalTokens);

    /// <summary>Input tokens read from a cache.</summary>
    public static UsageFigure CacheReadTokens { get; } = new("cache_read_tokens", static f => f.CacheReadTokens);

    /// <summary>Input tokens written to a cache.</summary>
    public static UsageFigure CacheWriteTokens { get; } = new("cache_write_tokens", static f => f.CacheWriteTokens);

    /// <summary>Input tokens written to a cache for 5 minutes.</summary>
    public static UsageFigure CacheWrite5mTokens { get; } = new("cache_write_5m_tokens", static f => f.CacheWrite5mTokens);

    /// <summary>Input tokens written to a cache for 1 hour.</summary>
    public static UsageFigure CacheWrite1hTokens { get; } = new("cache_write_1h_tokens", static f => f.CacheWrite1hTokens);

    /// <summary>Input tokens written to a cache for a time that the provider does not give.</summary>
    public static UsageFigure CacheWriteOtherTokens { get; } = new("cache_write_other_tokens", static f => f.CacheWriteOtherTokens);

    /// <summary>Output tokens spent on reasoning.</summary>
    public static UsageFigure ReasoningTokens { get; } = new("reasoning_tokens", static f => f.ReasoningTokens);

    /// <summary>The cost in USD.</summary>
    public static UsageFigure Cost { get; } = new("cost", static f => f.Cost);

    /// <summary>The cost at listed prices, in USD.</summary>
    public static UsageFigure ListedCost { get; } = new("listed_cost", static f => f.Costs.Listed);

    /// <summary>The cost at derived prices, in USD.</summary>
    public static UsageFigure DerivedCost { get; } = new("derived_cost", static f => f.Costs.Derived);

    /// <summary>The cost at the fallback price, in USD.</summary>
    public static UsageFigure FallbackCost { get; } = new("fallback_cost", static f => f.Costs.Fallback);

    /// <summary>The cost that providers reported, in USD.</summary>
    public static UsageFigure ReportedCost { get; } = new("reported_cost", static f => f.Costs.Reported);

    /// <summary>The cost of records that do not say what it rests on, in USD.</summary>
    public static UsageFigure UnstatedCost { get; } = new("unstated_cost", static f => f.Costs.Unstated);

    /// <summary>The durations of the calls together, in seconds.</summary>
    public static UsageFigure Duration { get; } = new("duration", static f => Seconds(f.Durations.Sum));

    /// <summary>The mean duration, in seconds.</summary>
    public static UsageFigure AverageDuration { get; } = new("average_duration", static f => Seconds(f.Durations.Average));

    /// <summary>The shortest duration, in seconds.</summary>
    public static UsageFigure MinDuration { get; } = new("min_duration", static f => Seconds(f.Durations.Min));

    /// <summary>The longest duration, in seconds.</summary>
    public static UsageFigure MaxDuration { get; } = new("max_duration", static f => Seconds(f.Durations.Max));

    /// <summary>The mean time to the first item of a stream, in seconds.</summary>
    public static UsageFigure AverageTimeToFirstToken { get; } = new(
        "average_time_to_first_token", static f => Seconds(f.TimesToFirstToken.Average));

    /// <summary>The shortest time to the first item of a stream, in seconds.</summary>
    public static UsageFigure MinTimeToFirstToken { get; } = new(
        "min_time_to_first_token", static f => Seconds(f.TimesToFirstToken.Min));

    /// <summary>The longest time to the first item of a stream, in seconds.</summary>
    public static UsageFigure MaxTimeToFirstToken { get; } = new(
        "max_time_to_first_token", static f => Seconds(f.TimesToFirstToken.Max));

    /// <summary>Every figure.</summary>
    public static IReadOnlyList<UsageFigure> All { get; } =
    [
        Calls, FailedCalls, CancelledCalls, AbandonedCalls, PricedCalls, UnpricedCalls, CallsWithoutUsage, InputTokens, OutputTokens,
        TotalTokens, CacheReadTokens, CacheWriteTokens, CacheWrite5mTokens, CacheWrite1hTokens, CacheWriteOtherTokens, ReasoningTokens,
        Cost, ListedCost, DerivedCost, FallbackCost, ReportedCost, UnstatedCost, Duration, AverageDuration, MinDuration, MaxDuration,
        AverageTimeToFirstToken, MinTimeToFirstToken, MaxTimeToFirstToken,
    ];

    /// <summary>The name in JSON and on the command line.</summary>
    public string Name { get; }

    /// <summary>The figure with a name.</summary>
    /// <param name="name">A name as <see cref="Name"/> gives it.</param>
    /// <returns>The figure; null if there is none with that name.</returns>
    public static UsageFigure? Find(string name)
        => All.FirstOrDefault(figure => string.Equals(figure.Name, name, StringComparison.Ordinal));

    /// <summary>The figure's value.</summary>
    /// <param name="figures">The figures of a set of calls.</param>
    /// <returns>The value; null if it is unknown.</returns>
    public decimal? Of(UsageFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return _read(figures);
    }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private static decimal? Seconds(TimeSpan? time) => time?.Ticks / (decimal)TimeSpan.TicksPerSecond;
}
