using TokenTracking.Reporting;

namespace TokenTracking;

/// <summary>A question to the ledger. What is not set does not restrict.</summary>
public sealed record UsageQuery
{
    /// <summary>Calls from this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Calls before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Further restrictions; a call has to pass all of them.</summary>
    public IReadOnlyList<UsageFilter> Filters { get; init; } = [];

    /// <summary>What to break the answer down by, outermost first; empty for the totals alone.</summary>
    public IReadOnlyList<UsageDimension> GroupBy { get; init; } = [];

    /// <summary>The order of the rows, the most important first; equal rows, and all rows if it is empty, are ordered by their
    /// key.</summary>
    public IReadOnlyList<UsageOrder> OrderBy { get; init; } = [];

    /// <summary>How many rows to leave out at the beginning. 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Offset
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>How many rows to return at most; null, the default, for all. The totals cover all calls in any case.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? Limit
    {
        get;
        init
        {
            if (value < 0)
                throw new ArgumentOutOfRangeException(nameof(value), value, "The limit must not be negative.");
            field = value;
        }
    }

    /// <summary>The time zone that days and months are cut in. UTC by default.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>This query, for calls alone that have one of some values in a dimension.</summary>
    /// <param name="dimension">What is compared.</param>
    /// <param name="values">The values; null stands for calls that have none.</param>
    /// <returns>The query.</returns>
    public UsageQuery Only(UsageDimension dimension, params IEnumerable<string?> values)
        => this with { Filters = [.. Filters, UsageFilter.Include(dimension, values)] };

    /// <summary>This query, without the calls that have one of some values in a dimension.</summary>
    /// <param name="dimension">What is compared.</param>
    /// <param name="values">The values; null stands for calls that have none.</param>
    /// <returns>The query.</returns>
    public UsageQuery Except(UsageDimension dimension, params IEnumerable<string?> values)
        => this with { Filters = [.. Filters, UsageFilter.Exclude(dimension, values)] };

    /// <summary>Checks whether a record is part of the answer.</summary>
    /// <param name="record">The record.</param>
    /// <param name="calendar">The calendar of <see cref="TimeZone"/>; a caller that checks many records keeps one.</param>
    /// <returns>True if it is; otherwise, false.</returns>
    public bool Matches(in UsageRecord record, LocalCalendar calendar)
    {
        if (record.Time < From || record.Time >= To)
            return false;
        foreach (var filter in Filters)
        {
            if (!filter.Matches(in record, calendar))
                return false;
        }

        return true;
    }
}
