using System.Runtime.InteropServices;

namespace TokenTracking.Pricing;

/// <summary>Hours of the day in UTC. May pass midnight.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment after.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HoursOfDay(TimeOnly From, TimeOnly To)
{
    /// <summary>Whether a time of day is in these hours.</summary>
    /// <param name="time">The time of day in UTC.</param>
    /// <returns>True if it is.</returns>
    public bool Contains(TimeOnly time) => Contains(time.Ticks);

    internal bool Contains(long ticks)
        => From.Ticks <= To.Ticks ? ticks >= From.Ticks && ticks < To.Ticks : ticks >= From.Ticks || ticks < To.Ticks;
}
