namespace TokenTracking.Reporting;

/// <summary>Compares the rows of a report: by the query's order first, then by their keys, so that pages never overlap.</summary>
internal sealed class RowOrder : IComparer<UsageReportRow>
{
    private readonly Comparison<UsageReportRow>[] _comparisons;

    /// <summary>Creates the comparison of a query.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="ArgumentException">The query is ordered by a dimension that it does not group by.</exception>
    public RowOrder(UsageQuery query)
        => _comparisons = [.. query.OrderBy.Select(order => Of(order, query)), .. query.GroupBy.Select(static (_, index) => ByKey(index))];

    /// <inheritdoc/>
    public int Compare(UsageReportRow? x, UsageReportRow? y)
    {
        foreach (var comparison in _comparisons)
        {
            if (comparison(x!, y!) is var result and not 0)
                return result;
        }

        return 0;
    }

    private static Comparison<UsageReportRow> Of(UsageOrder order, UsageQuery query)
    {
        var ascending = order.Figure is { } figure
            ? (left, right) => Nullable.Compare(figure.Of(left.Figures), figure.Of(right.Figures))
            : ByKey(IndexOf(order.Dimension!, query));
        return order.IsDescending ? (left, right) => ascending(right, left) : ascending;
    }

    private static Comparison<UsageReportRow> ByKey(int index) => (left, right) => string.CompareOrdinal(left.Key[index], right.Key[index]);

    private static int IndexOf(UsageDimension dimension, UsageQuery query)
    {
        for (var i = 0; i < query.GroupBy.Count; i++)
        {
            if (query.GroupBy[i].Equals(dimension))
                return i;
        }

        throw new ArgumentException($"The query is ordered by '{dimension}', which it does not group by.", nameof(query));
    }
}
