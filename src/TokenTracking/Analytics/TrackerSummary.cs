namespace TokenTracking;

/// <summary>The figures of all projects at one moment.</summary>
public sealed record TrackerSummary
{
    /// <summary>Each project's figures, by name.</summary>
    public required IReadOnlyList<ProjectStats> Projects { get; init; }

    /// <summary>The figures of all projects together that are beyond <see cref="TokenTrackingOptions.MaxLiveProjects"/> and not in
    /// <see cref="Projects"/>; null if there are none. The sums of this summary include them.</summary>
    public ProjectStats? OtherProjects { get; init; }

    /// <summary>Tokens of all projects.</summary>
    public long TotalTokens { get; init; }

    /// <summary>The cost of all priced calls, in USD; null if there are calls and none of them has a cost.</summary>
    public decimal? TotalCost { get; init; }

    /// <summary>Calls that ended in an error.</summary>
    public long FailedCalls { get; init; }

    /// <summary>Calls whose cost is unknown, without failed calls that reported nothing. Not in <see cref="TotalCost"/>.</summary>
    public long UnpricedCalls { get; init; }

    /// <summary>Calls whose usage never arrived, without failed calls that reported nothing. Not in <see cref="TotalTokens"/>.</summary>
    public long CallsWithoutUsage { get; init; }

    /// <summary>True if a sum has reached the largest value that it can have; the true figure may be above it. Otherwise, false.</summary>
    public bool IsSaturated
        => TotalTokens == long.MaxValue || TotalCost == decimal.MaxValue || Projects.Any(static stats => stats.IsSaturated)
            || OtherProjects is { IsSaturated: true };

    /// <summary>How many of <see cref="Projects"/> spend at this moment: a current rate above 0.</summary>
    public int ActiveProjects { get; init; }
}
