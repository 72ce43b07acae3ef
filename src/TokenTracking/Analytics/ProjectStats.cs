namespace TokenTracking;

/// <summary>The figures of one project at one moment.</summary>
public sealed record ProjectStats
{
    /// <summary>The project; null for calls without one.</summary>
    public required string? Project { get; init; }

    /// <summary>True if the figures are of this project. False if the process has live figures for
    /// <see cref="TokenTrackingOptions.MaxLiveProjects"/> other projects: the calls of this one are unknown here and not 0, and the store
    /// has them.</summary>
    public bool IsLive { get; init; } = true;

    /// <summary>Calls recorded, those of earlier processes included.</summary>
    public long Calls { get; init; }

    /// <summary>Input and output together over all calls, in tokens, those of earlier processes included.</summary>
    public long TotalTokens { get; init; }

    /// <summary>The cost of all priced calls, in USD, those of earlier processes included; null if there are calls and none of them has a
    /// cost. See <see cref="UnpricedCalls"/>.</summary>
    public decimal? TotalCost { get; init; }

    /// <summary>Calls that ended in an error, those of earlier processes included. One that reported nothing is in no other count than
    /// this and <see cref="Calls"/>.</summary>
    public long FailedCalls { get; init; }

    /// <summary>Calls that have no cost, because their usage or their price is unknown; failed calls that reported nothing are not among
    /// them. Not in <see cref="TotalCost"/>.</summary>
    public long UnpricedCalls { get; init; }

    /// <summary>Calls whose usage never arrived, without failed calls that reported nothing. Not in <see cref="TotalTokens"/>.</summary>
    public long CallsWithoutUsage { get; init; }

    /// <summary>Tokens per hour now: the tokens of the last 5 minutes over the part of them that has passed since the session's start,
    /// one minute at least; 0 when idle.</summary>
    public double CurrentSpendRate { get; init; }

    /// <summary>Tokens per hour over the last 10 calls, from the first of them until now, one minute at least; 0 below two calls.</summary>
    public double RecentCallsSpendRate { get; init; }

    /// <summary>Tokens per hour since the session's start, one minute at least.</summary>
    public double AverageSpendRate { get; init; }

    /// <summary>USD per hour now, over the same window as <see cref="CurrentSpendRate"/>; null if there are calls in that window and none
    /// of them has a cost.</summary>
    public decimal? CostPerHour { get; init; }

    /// <summary>What the whole project will cost at the pace so far, in USD; null without a basis
    /// (<c>TokenTracker.ReportProgress</c>).</summary>
    public decimal? ProjectedCost { get; init; }

    /// <summary>When this process recorded the project's first call, in UTC; null if it has recorded none.</summary>
    public DateTimeOffset? SessionStart { get; init; }

    /// <summary>Since <see cref="SessionStart"/>; zero if this process has recorded none.</summary>
    public TimeSpan SessionDuration { get; init; }

    /// <summary>Tokens that this process recorded for the project.</summary>
    public long SessionTokens { get; init; }

    /// <summary>True if a sum has reached the largest value that it can have; the true figure may be above it. Otherwise, false.</summary>
    public bool IsSaturated
        => TotalTokens == long.MaxValue || SessionTokens == long.MaxValue || TotalCost == decimal.MaxValue
            || ProjectedCost == decimal.MaxValue;

    internal static ProjectStats None(string? project) => new() { Project = project, TotalCost = 0, CostPerHour = 0 };
}
