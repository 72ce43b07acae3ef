using System.Globalization;

namespace TokenTracking.Reporting;

/// <summary>
/// The days and months of a time zone: which of them an instant lies in, by the zone's rules at that instant. The one place where reports
/// cut time, so that daylight saving is the same in every store.
/// </summary>
/// <param name="zone">The time zone.</param>
/// <remarks>Keeps the last minute that was asked for: not thread-safe.</remarks>
public sealed class LocalCalendar(TimeZoneInfo zone)
{
    private long _minute = long.MinValue;
    private int _day;
    private int _month;

    /// <summary>The day that an instant lies in.</summary>
    /// <param name="time">The instant.</param>
    /// <returns>Days since 0001-01-01.</returns>
    public int DayOf(DateTimeOffset time)
    {
        Find(time);
        return _day;
    }

    /// <summary>The month that an instant lies in.</summary>
    /// <param name="time">The instant.</param>
    /// <returns>Months since 0001-01.</returns>
    public int MonthOf(DateTimeOffset time)
    {
        Find(time);
        return _month;
    }

    /// <summary>A day as text: <c>2026-11-22</c>.</summary>
    /// <param name="day">Days since 0001-01-01.</param>
    /// <returns>The text.</returns>
    public static string DayText(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A month as text: <c>2026-11</c>.</summary>
    /// <param name="month">Months since 0001-01.</param>
    /// <returns>The text.</returns>
    public static string MonthText(int month)
        => new DateOnly(month / 12 + 1, month % 12 + 1, 1).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The day that a text names.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Days since 0001-01-01; null if <see cref="DayText"/> gives that text for no day.</returns>
    public static int? DayNumber(string text) => Parse(text, "yyyy-MM-dd")?.DayNumber;

    /// <summary>The month that a text names.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Months since 0001-01; null if <see cref="MonthText"/> gives that text for no month.</returns>
    public static int? MonthNumber(string text) => Parse(text, "yyyy-MM") is { } first ? (first.Year - 1) * 12 + first.Month - 1 : null;

    private static DateOnly? Parse(string text, string format)
        => DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private void Find(DateTimeOffset time)
    {
        // A zone's offset is a whole number of minutes, so all of a UTC minute lies in one local day. Rows come in the order of time.
        var minute = time.UtcTicks / TimeSpan.TicksPerMinute;
        if (minute == _minute)
            return;
        var local = TimeZoneInfo.ConvertTime(time, zone);
        _day = DateOnly.FromDateTime(local.DateTime).DayNumber;
        _month = (local.Year - 1) * 12 + local.Month - 1;
        _minute = minute;
    }
}
