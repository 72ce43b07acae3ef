namespace TokenTracking;

/// <summary>The figures of all projects at one moment.</summary>
public sealed record TrackerSummary
{
    /// <summary>Each project's figures, by name.</summary>
    public required IReadOnlyList<ProjectStats> Projects { get; init; }

    /// <summary>Tokens of all projects.</summary>
    public long TotalTokens { get; init; }

    /// <summary>The cost of all priced calls, in USD.</summary>
    public decimal TotalCost { get; init; }

    /// <summary>Calls that have no cost. Not in <see cref="TotalCost"/>.</summary>
    public long UnpricedCalls { get; init; }

    /// <summary>Calls whose usage never arrived. Not in <see cref="TotalTokens"/>.</summary>
    public long CallsWithoutUsage { get; init; }

    /// <summary>How many projects spend at this moment: a current rate above 0.</summary>
    public int ActiveProjects { get; init; }
}
