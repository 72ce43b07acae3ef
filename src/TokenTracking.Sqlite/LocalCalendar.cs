using System.Globalization;

namespace TokenTracking.Sqlite;

/// <summary>Cuts stored times into days and months of a time zone, by the zone's rules at that time. Days and months are numbers inside SQL and
/// become text once per group.</summary>
internal sealed class LocalCalendar(TimeZoneInfo zone)
{
    private const long MicrosecondsPerMinute = 60_000_000;

    private long _minute = long.MinValue;
    private int _day;
    private int _month;

    /// <summary>Days since 0001-01-01.</summary>
    public long DayOf(long microseconds)
    {
        Find(microseconds);
        return _day;
    }

    /// <summary>Months since 0001-01.</summary>
    public long MonthOf(long microseconds)
    {
        Find(microseconds);
        return _month;
    }

    public static string DayText(long day) => DateOnly.FromDayNumber((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string MonthText(long month)
        => new DateOnly((int)(month / 12) + 1, (int)(month % 12) + 1, 1).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private void Find(long microseconds)
    {
        // A zone's offset is a whole number of minutes, so all of a UTC minute lies in one local day. Rows come in the order of time.
        var (minute, rest) = Math.DivRem(microseconds, MicrosecondsPerMinute);
        if (rest < 0)
            minute--;
        if (minute == _minute)
            return;
        var local = TimeZoneInfo.ConvertTime(SqliteTime.ToTime(microseconds), zone);
        _day = DateOnly.FromDateTime(local.DateTime).DayNumber;
        _month = (local.Year - 1) * 12 + local.Month - 1;
        _minute = minute;
    }
}
