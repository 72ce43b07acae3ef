using System.Globalization;

namespace TokenTracking.Cli.Periods;

/// <summary>A point or stretch of time as a person writes it: a month, a day, a local time or an instant.</summary>
internal abstract record Moment
{
    private const DateTimeStyles Strict = DateTimeStyles.None;

    private static readonly string[] LocalFormats = [.. WithSeparators("HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF")];
    private static readonly string[] InstantFormats = [.. WithSeparators("HH:mmzzz", "HH:mm:sszzz", "HH:mm:ss.FFFFFFFzzz")];
    private static readonly string[] UtcFormats = [.. WithSeparators("HH:mm'Z'", "HH:mm:ss'Z'", "HH:mm:ss.FFFFFFF'Z'")];

    /// <summary>Reads what a person wrote.</summary>
    /// <param name="text"><c>2026-11</c>, <c>2026-11-22</c>, <c>2026-11-22T10:00</c>, <c>2026-11-22T10:00:00Z</c> or with an
    /// offset.</param>
    /// <returns>The moment; null if it is none of these, or outside the years 1970 to 9998.</returns>
    public static Moment? TryParse(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, Strict, out var day))
            return IsInRange(day.Year) ? new Days(day, day.AddDays(1)) : null;
        if (DateOnly.TryParseExact(text, "yyyy-MM", culture, Strict, out var month))
            return IsInRange(month.Year) ? new Days(month, month.AddMonths(1)) : null;
        if (DateTime.TryParseExact(text, LocalFormats, culture, Strict, out var local))
            return IsInRange(local.Year) ? new Local(local) : null;
        if (DateTimeOffset.TryParseExact(text, UtcFormats, culture, DateTimeStyles.AssumeUniversal, out var instant)
            || DateTimeOffset.TryParseExact(text, InstantFormats, culture, Strict, out instant))
        {
            return IsInRange(instant.Year) ? new Instant(instant) : null;
        }

        return null;
    }

    /// <summary>Where a period begins that starts with this: the first instant inside.</summary>
    /// <param name="zone">The zone of local times.</param>
    /// <returns>The instant.</returns>
    public abstract DateTimeOffset Begin(TimeZoneInfo zone);

    /// <summary>Where a period stops that ends with this: the first instant after it. Days and months are inside, instants are
    /// not.</summary>
    /// <param name="zone">The zone of local times.</param>
    /// <returns>The instant.</returns>
    public abstract DateTimeOffset End(TimeZoneInfo zone);

    // Far from the ends of the calendar, so that a zone's offset or the day after cannot fall off it.
    private static bool IsInRange(int year) => year is >= 1970 and <= 9998;

    private static IEnumerable<string> WithSeparators(params string[] times)
        => times.SelectMany(static time => new[] { "yyyy-MM-dd'T'" + time, "yyyy-MM-dd " + time });

    private sealed record Days(DateOnly First, DateOnly After) : Moment
    {
        public override DateTimeOffset Begin(TimeZoneInfo zone) => DaylightSaving.FirstInstantOf(First.ToDateTime(TimeOnly.MinValue), zone);

        public override DateTimeOffset End(TimeZoneInfo zone) => DaylightSaving.FirstInstantOf(After.ToDateTime(TimeOnly.MinValue), zone);
    }

    private sealed record Local(DateTime Time) : Moment
    {
        public override DateTimeOffset Begin(TimeZoneInfo zone) => DaylightSaving.FirstInstantOf(Time, zone);

        public override DateTimeOffset End(TimeZoneInfo zone) => DaylightSaving.LastInstantOf(Time, zone);
    }

    private sealed record Instant(DateTimeOffset Time) : Moment
    {
        public override DateTimeOffset Begin(TimeZoneInfo zone) => Time.ToUniversalTime();

        public override DateTimeOffset End(TimeZoneInfo zone) => Time.ToUniversalTime();
    }
}
