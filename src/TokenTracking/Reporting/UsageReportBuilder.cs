namespace TokenTracking.Reporting;

/// <summary>Makes a report of the records or partial sums that a store finds: groups, orders and pages them the same way for every store.
/// For writers of stores.</summary>
public sealed class UsageReportBuilder
{
    private readonly UsageQuery _query;
    private readonly RowOrder _order;
    private readonly Dictionary<string?[], UsageFigures> _groups = new(KeyComparer.Instance);
    private UsageFigures _totals = UsageFigures.None;

    /// <summary>Creates a builder.</summary>
    /// <param name="query">The question.</param>
    /// <exception cref="ArgumentException">The query is ordered by a dimension that it does not group by.</exception>
    public UsageReportBuilder(UsageQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        _query = query;
        _order = new RowOrder(query);
        Calendar = new LocalCalendar(query.TimeZone);
    }

    /// <summary>The calendar of the query's time zone.</summary>
    public LocalCalendar Calendar { get; }

    /// <summary>Adds a record. The caller has asked <see cref="UsageQuery.Matches"/> first.</summary>
    /// <param name="record">The record.</param>
    public void Add(in UsageRecord record)
    {
        var key = new string?[_query.GroupBy.Count];
        for (var i = 0; i < key.Length; i++)
            key[i] = _query.GroupBy[i].ValueOf(in record, Calendar);
        Add(key, UsageFigures.None.With(in record));
    }

    /// <summary>Adds the figures of a group that a store summed itself.</summary>
    /// <param name="key">A value per dimension of the query, in its order.</param>
    /// <param name="figures">The figures.</param>
    public void Add(IReadOnlyList<string?> key, UsageFigures figures)
    {
        _totals = _totals.With(figures);
        if (_query.GroupBy.Count == 0)
            return;
        string?[] copy = [.. key];
        _groups[copy] = _groups.GetValueOrDefault(copy, UsageFigures.None).With(figures);
    }

    /// <summary>The report of all that was added.</summary>
    /// <returns>The report.</returns>
    public UsageReport Build()
    {
        var rows = _groups.Select(static group => new UsageReportRow(group.Key, group.Value)).Order(_order).Skip(_query.Offset);
        return new UsageReport(_query, _totals, [.. _query.Limit is { } limit ? rows.Take(limit) : rows], _groups.Count);
    }

    private sealed class KeyComparer : IEqualityComparer<string?[]>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(string?[]? x, string?[]? y) => x.AsSpan().SequenceEqual(y, StringComparer.Ordinal);

        public int GetHashCode(string?[] obj)
        {
            var hash = new HashCode();
            foreach (var value in obj)
                hash.Add(value, StringComparer.Ordinal);
            return hash.ToHashCode();
        }
    }
}
