namespace TokenTracking.Sqlite.Values;

/// <summary>Times and durations as whole microseconds.</summary>
internal static class SqliteTime
{
    private const long MaxDuration = long.MaxValue / TimeSpan.TicksPerMicrosecond;

    private static readonly long First = From(DateTimeOffset.MinValue);
    private static readonly long Last = From(DateTimeOffset.MaxValue);

    public static long From(DateTimeOffset time) => FloorMicroseconds(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks);

    public static long From(TimeSpan duration) => FloorMicroseconds(duration.Ticks);

    /// <summary>A stored time; the nearest one that there is if the file has been changed to one that there is not.</summary>
    public static DateTimeOffset ToTime(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(
        Math.Clamp(microseconds, First, Last) * TimeSpan.TicksPerMicrosecond);

    /// <summary>A stored duration; the longest possible one if it is longer.</summary>
    public static TimeSpan ToDuration(long microseconds)
        => microseconds > MaxDuration ? TimeSpan.MaxValue
            : microseconds < -MaxDuration ? TimeSpan.MinValue
            : new TimeSpan(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The first stored time that is not before an instant: stored times are rounded down, bounds are rounded up.</summary>
    public static long Bound(DateTimeOffset time)
        => From(time) + (time.UtcTicks % TimeSpan.TicksPerMicrosecond == 0 ? 0 : 1);

    // Towards minus infinity, also before 1970.
    private static long FloorMicroseconds(long ticks)
        => ticks / TimeSpan.TicksPerMicrosecond - (ticks % TimeSpan.TicksPerMicrosecond < 0 ? 1 : 0);
}
