namespace TokenTracking;

/// <summary>What the rows of a report are ordered by. An unknown figure, and a group that has no value, come before all others in ascending
/// order and after them in descending order.</summary>
public sealed record UsageOrder
{
    private UsageOrder()
    {
    }

    /// <summary>The figure; null if the order is that of a dimension.</summary>
    public UsageFigure? Figure { get; private init; }

    /// <summary>The dimension, one of those that the query groups by; null if the order is that of a figure.</summary>
    public UsageDimension? Dimension { get; private init; }

    /// <summary>True if the greatest comes first; otherwise, false.</summary>
    public bool IsDescending { get; private init; }

    /// <summary>The least of a figure first.</summary>
    /// <param name="figure">The figure.</param>
    /// <returns>The order.</returns>
    public static UsageOrder Ascending(UsageFigure figure) => By(figure, isDescending: false);

    /// <summary>The greatest of a figure first.</summary>
    /// <param name="figure">The figure.</param>
    /// <returns>The order.</returns>
    public static UsageOrder Descending(UsageFigure figure) => By(figure, isDescending: true);

    /// <summary>By the value of a dimension, in ordinal order.</summary>
    /// <param name="dimension">The dimension, one of those that the query groups by.</param>
    /// <returns>The order.</returns>
    public static UsageOrder Ascending(UsageDimension dimension) => By(dimension, isDescending: false);

    /// <summary>By the value of a dimension, in reverse ordinal order.</summary>
    /// <param name="dimension">The dimension, one of those that the query groups by.</param>
    /// <returns>The order.</returns>
    public static UsageOrder Descending(UsageDimension dimension) => By(dimension, isDescending: true);

    private static UsageOrder By(UsageFigure figure, bool isDescending)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return new UsageOrder { Figure = figure, IsDescending = isDescending };
    }

    private static UsageOrder By(UsageDimension dimension, bool isDescending)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        return new UsageOrder { Dimension = dimension, IsDescending = isDescending };
    }
}
