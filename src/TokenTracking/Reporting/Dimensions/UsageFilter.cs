using TokenTracking.Reporting;

namespace TokenTracking;

/// <summary>Restricts a query to calls that have, or do not have, one of some values in a dimension.</summary>
public sealed class UsageFilter
{
    private readonly HashSet<string> _texts;

    private UsageFilter(UsageDimension dimension, IEnumerable<string?> values, bool isExclusion)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        ArgumentNullException.ThrowIfNull(values);
        Dimension = dimension;
        IsExclusion = isExclusion;
        _texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (value is null)
                HasNone = true;
            else
                _texts.Add(value);
        }
    }

    /// <summary>What is compared.</summary>
    public UsageDimension Dimension { get; }

    /// <summary>True if calls with one of the values are left out; false if only they are part of the answer.</summary>
    public bool IsExclusion { get; }

    /// <summary>The values, compared ordinally.</summary>
    public IReadOnlySet<string> Values => _texts;

    /// <summary>True if calls that have no value in the dimension count as having one of the values.</summary>
    public bool HasNone { get; }

    /// <summary>Only calls that have one of some values.</summary>
    /// <param name="dimension">What is compared.</param>
    /// <param name="values">The values; null stands for calls that have none. No values: no calls.</param>
    /// <returns>The filter.</returns>
    public static UsageFilter Include(UsageDimension dimension, params IEnumerable<string?> values)
        => new(dimension, values, isExclusion: false);

    /// <summary>Only calls that have none of some values.</summary>
    /// <param name="dimension">What is compared.</param>
    /// <param name="values">The values; null stands for calls that have none. No values: all calls.</param>
    /// <returns>The filter.</returns>
    public static UsageFilter Exclude(UsageDimension dimension, params IEnumerable<string?> values)
        => new(dimension, values, isExclusion: true);

    /// <summary>Checks whether a call passes the filter.</summary>
    /// <param name="record">The call.</param>
    /// <param name="calendar">The calendar that days and months are taken from.</param>
    /// <returns>True if it does; otherwise, false.</returns>
    public bool Matches(in UsageRecord record, LocalCalendar calendar) => Matches(Dimension.ValueOf(in record, calendar));

    /// <summary>Checks whether a value passes the filter.</summary>
    /// <param name="value">The value; null for none.</param>
    /// <returns>True if it does; otherwise, false.</returns>
    public bool Matches(string? value) => (value is null ? HasNone : _texts.Contains(value)) != IsExclusion;
}
