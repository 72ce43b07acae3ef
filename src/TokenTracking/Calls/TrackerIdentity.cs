using System.Runtime.CompilerServices;

namespace TokenTracking.Calls;

/// <summary>A tracker that passes its records on to another one.</summary>
internal interface IForwardingTracker
{
    /// <summary>The tracker that has the records.</summary>
    ITokenTracker Target { get; }
}

/// <summary>Tells trackers apart by where their records go.</summary>
internal static class TrackerIdentity
{
    /// <summary>The tracker that has the records of a tracker.</summary>
    public static ITokenTracker TargetOf(ITokenTracker tracker)
    {
        while (tracker is IForwardingTracker forwarding)
            tracker = forwarding.Target;
        return tracker;
    }

    /// <summary>A number that is the same for trackers whose records go to the same tracker.</summary>
    public static int Of(ITokenTracker tracker) => RuntimeHelpers.GetHashCode(TargetOf(tracker));
}
