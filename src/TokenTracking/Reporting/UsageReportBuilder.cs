using System.Globalization;

namespace TokenTracking.Reporting;

/// <summary>Makes a report of the records or partial sums that a store finds. For writers of stores.</summary>
/// <param name="query">The question.</param>
public sealed class UsageReportBuilder(UsageQuery query)
{
    private readonly SortedDictionary<string?[], UsageFigures> _groups = new(KeyComparer.Instance);
    private UsageFigures _totals = UsageFigures.None;

    /// <summary>Adds a record. The caller has asked <see cref="UsageQuery.Matches"/> first.</summary>
    /// <param name="record">The record.</param>
    public void Add(in UsageRecord record)
    {
        _totals = _totals.With(in record);
        if (query.GroupBy.Count == 0)
            return;
        var key = new string?[query.GroupBy.Count];
        for (var i = 0; i < key.Length; i++)
            key[i] = ValueOf(query.GroupBy[i], in record);
        _groups[key] = _groups.GetValueOrDefault(key, UsageFigures.None).With(in record);
    }

    /// <summary>Adds the figures of a group that a store summed itself.</summary>
    /// <param name="key">A value per dimension of the query, in its order.</param>
    /// <param name="figures">The figures.</param>
    public void Add(IReadOnlyList<string?> key, UsageFigures figures)
    {
        _totals = _totals.With(figures);
        if (query.GroupBy.Count == 0)
            return;
        string?[] copy = [.. key];
        _groups[copy] = _groups.GetValueOrDefault(copy, UsageFigures.None).With(figures);
    }

    /// <summary>The report of all that was added.</summary>
    /// <returns>The report, rows ordered by key.</returns>
    public UsageReport Build()
        => new(query, _totals, [.. _groups.Select(static group => new UsageReportRow(group.Key, group.Value))]);

    /// <summary>The calendar day of an instant in a zone: <c>2026-11-22</c>.</summary>
    /// <param name="time">The instant.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>The day.</returns>
    public static string DayOf(DateTimeOffset time, TimeZoneInfo zone)
        => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The calendar month of an instant in a zone: <c>2026-11</c>.</summary>
    /// <param name="time">The instant.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>The month.</returns>
    public static string MonthOf(DateTimeOffset time, TimeZoneInfo zone)
        => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private string? ValueOf(UsageDimension dimension, in UsageRecord record) => dimension switch
    {
        UsageDimension.Project => record.Project,
        UsageDimension.Operation => record.Operation,
        UsageDimension.Model => record.Model,
        UsageDimension.Provider => record.Provider,
        UsageDimension.Agent => record.Agent,
        UsageDimension.Task => record.Task,
        UsageDimension.Day => DayOf(record.Time, query.TimeZone),
        UsageDimension.Month => MonthOf(record.Time, query.TimeZone),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a dimension of a report."),
    };

    private sealed class KeyComparer : IComparer<string?[]>
    {
        public static readonly KeyComparer Instance = new();

        public int Compare(string?[]? x, string?[]? y)
        {
            for (var i = 0; i < x!.Length; i++)
            {
                if (string.CompareOrdinal(x[i], y![i]) is var order and not 0)
                    return order;
            }

            return 0;
        }
    }
}
