using Microsoft.Data.Sqlite;
using TokenTracking.Reporting;
using TokenTracking.Sqlite.Values;

namespace TokenTracking.Sqlite.Reading;

/// <summary>Reads columns of sums one after the other.</summary>
/// <param name="row">The row.</param>
/// <param name="first">The first column.</param>
/// <param name="half">What the first of two columns of a sum counts in; null if a sum is one column.</param>
internal ref struct SumReader(SqliteDataReader row, int first, long? half)
{
    private int _next = first;

    /// <summary>A count.</summary>
    public long Count() => row.GetInt64(_next++);

    /// <summary>A sum; null if there was nothing to sum.</summary>
    public Int128? Sum()
    {
        var high = Whole();
        return half is { } unit ? (high is null ? Skip() : high * (Int128)unit + Count()) : high;
    }

    /// <summary>A text; null if there is none.</summary>
    public string? Text()
    {
        var column = _next++;
        return row.IsDBNull(column) ? null : row.GetString(column);
    }

    /// <summary>The four columns of times.</summary>
    public UsageDurations Durations()
    {
        var count = Count();
        var sum = SqliteTime.ToDuration(Saturated(Sum() ?? 0));
        return new UsageDurations(count, sum, Duration(Whole()), Duration(Whole()));
    }

    /// <summary>A sum as far as 64 bits hold it.</summary>
    public static long Saturated(Int128 sum) => (long)Int128.Clamp(sum, long.MinValue, long.MaxValue);

    private static TimeSpan? Duration(long? microseconds) => microseconds is { } known ? SqliteTime.ToDuration(known) : null;

    private long? Whole()
    {
        var column = _next++;
        return row.IsDBNull(column) ? null : row.GetInt64(column);
    }

    private Int128? Skip()
    {
        _next++;
        return null;
    }
}
