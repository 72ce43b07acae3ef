using System.Runtime.InteropServices;
using TokenTracking.Usage;

namespace TokenTracking.Reporting;

/// <summary>How long some of a set of calls took.</summary>
/// <param name="Count">How many calls have a measured time.</param>
/// <param name="Sum">Their times together; <see cref="TimeSpan.MaxValue"/> if that is more than can be counted.</param>
/// <param name="Min">The shortest; null if there is none.</param>
/// <param name="Max">The longest; null if there is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UsageDurations(long Count, TimeSpan Sum, TimeSpan? Min, TimeSpan? Max)
{
    /// <summary>The mean; null if no call has a measured time.</summary>
    public TimeSpan? Average => Count == 0 ? null : Sum / Count;

    /// <summary>These times and one more.</summary>
    /// <param name="time">The time; null or zero if it was not measured.</param>
    /// <returns>The times.</returns>
    public UsageDurations With(TimeSpan? time)
        => time is { } measured && measured > TimeSpan.Zero ? With(new UsageDurations(1, measured, measured, measured)) : this;

    /// <summary>These times and others.</summary>
    /// <param name="other">The times of other calls.</param>
    /// <returns>The times of both.</returns>
    public UsageDurations With(UsageDurations other) => new(
        Saturating.Add(Count, other.Count),
        TimeSpan.FromTicks(Saturating.Add(Sum.Ticks, other.Sum.Ticks)),
        Min is null || other.Min < Min ? other.Min ?? Min : Min,
        Max is null || other.Max > Max ? other.Max ?? Max : Max);
}
