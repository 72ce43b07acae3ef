namespace TokenTracking.Cli.Periods;

/// <summary>
/// What a wall clock's time means as an instant. In the hour that a clock is put back a time comes twice, in the one that it is put
/// forward it never comes; both are answered here, so that a period covers all that its writer can have meant.
/// </summary>
internal static class DaylightSaving
{
    /// <summary>The first instant at which the clock shows a time; where it skips that time, the instant at which it does so.</summary>
    /// <param name="local">What the clock shows.</param>
    /// <param name="zone">Whose clock.</param>
    /// <returns>The instant, in UTC.</returns>
    public static DateTimeOffset FirstInstantOf(DateTime local, TimeZoneInfo zone)
        => Candidates(local, zone) is { Count: > 0 } found ? found.Min() : SkipOver(local, zone);

    /// <summary>The last instant at which the clock shows a time; where it skips that time, the instant at which it does so.</summary>
    /// <param name="local">What the clock shows.</param>
    /// <param name="zone">Whose clock.</param>
    /// <returns>The instant, in UTC.</returns>
    public static DateTimeOffset LastInstantOf(DateTime local, TimeZoneInfo zone)
        => Candidates(local, zone) is { Count: > 0 } found ? found.Max() : SkipOver(local, zone);

    // Offsets of a day before and after: a change of the clock lies between them or not at all.
    private static List<DateTimeOffset> Candidates(DateTime local, TimeZoneInfo zone)
    {
        var asUtc = new DateTimeOffset(local, TimeSpan.Zero);
        var found = new List<DateTimeOffset>(2);
        foreach (var days in (ReadOnlySpan<int>)[-1, 1])
        {
            var instant = asUtc - zone.GetUtcOffset(asUtc.AddDays(days));
            if (Shows(instant, zone) == local && !found.Contains(instant))
                found.Add(instant);
        }

        return found;
    }

    private static DateTimeOffset SkipOver(DateTime local, TimeZoneInfo zone)
    {
        // A day and a half earlier the clock is before the time, as much later it is after it, and it passes the time once, at the jump.
        var before = new DateTimeOffset(local, TimeSpan.Zero).AddHours(-36).UtcTicks;
        var after = new DateTimeOffset(local, TimeSpan.Zero).AddHours(36).UtcTicks;
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (Shows(new DateTimeOffset(middle, TimeSpan.Zero), zone) < local)
                before = middle;
            else
                after = middle;
        }

        return new DateTimeOffset(after, TimeSpan.Zero);
    }

    private static DateTime Shows(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
}
