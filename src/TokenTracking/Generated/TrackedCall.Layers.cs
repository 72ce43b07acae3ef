using System.ComponentModel;
using System.Runtime.CompilerServices;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <content>A call that several layers see is recorded once.</content>
public partial struct TrackedCall
{
    /// <summary>Says that calls may be seen by another layer than decorators. An assembly that uses <see cref="TokenTrackingHandler"/> or
    /// records by hand calls this when it is loaded, since such a layer may come to exist within the first call.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Ask() => CallFlow.Ask();

    /// <summary>True if an object records every call that is made through it; otherwise, false.</summary>
    /// <param name="inner">The object.</param>
    /// <returns>True for a decorator, and for an object that has passed a tracker on to what it calls.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool IsTracked(object? inner) => inner is IUsageDecorator or ITrackingTarget { TracksUsage: true };

    /// <summary>Determines, once for each decorator, whether the decorated object leaves anything to track.</summary>
    /// <param name="inner">The decorated object. One that can pass the tracker on receives it.</param>
    /// <param name="tracker">The decorator's tracker.</param>
    /// <returns>The tracker; null if the object records every call, so that no call is recorded twice.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ITokenTracker? TrackerAbove(object inner, ITokenTracker tracker)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(tracker);
        if (inner is IUsageDecorator)
            return null;
        if (inner is ITrackingTarget target)
        {
            target.UseTracker(tracker);
            return null;
        }

        // It says that it tracks. Whether it has recorded a call is found out at each call.
        if (inner is IUsageTracked { TracksUsage: true })
            CallFlow.Ask();
        return tracker;
    }

    /// <summary>As <see cref="TrackerAbove(object, ITokenTracker)"/>, for an object that can be asked for what it calls
    /// (<c>IChatClient.GetService</c>).</summary>
    /// <param name="inner">The decorated object.</param>
    /// <param name="tracker">The decorator's tracker.</param>
    /// <param name="below">What it calls; null for each that it does not name.</param>
    /// <returns>The tracker; null if the object records every call.</returns>
    /// <remarks>A layer below may be passed by: an adapter may call a method of a client that its decorator does not see.</remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ITokenTracker? TrackerAbove(object inner, ITokenTracker tracker, params object?[] below)
    {
        ArgumentNullException.ThrowIfNull(below);
        foreach (var candidate in below)
        {
            if (candidate is IUsageTracked { TracksUsage: true })
                CallFlow.Ask();
        }

        return TrackerAbove(inner, tracker);
    }

    /// <summary>Enters the call, once its request has been read: the layers below find it.</summary>
    /// <returns>True if the call has to be admitted before it is made; otherwise, false.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Enter() => CallSteps.AreNeeded && EnterSlowly();

    /// <summary>As <see cref="Enter"/>, for a call that is recorded by hand.</summary>
    internal void EnterByHand()
    {
        Enter();
        if (_frame is not null)
            _frame.IsByHand = true;
    }

    /// <summary>True if layers below may see the same call; otherwise, false.</summary>
    internal readonly bool HasLayers => _frame is not null || CallFlow.IsAsked;

    /// <summary>The call is made, and its caller goes on: what the caller does next is not part of it.</summary>
    internal readonly void LeaveFlow() => _frame?.LeaveFlow();

    /// <summary>The call goes on in the flow of whoever asks for the next item.</summary>
    internal readonly void ReenterFlow() => _frame?.EnterFlow();

    /// <summary>The call is not under way until it is begun, or never.</summary>
    internal readonly void Suspend() => _frame?.Suspend();

    /// <summary>The same call, begun now: a stream is prepared by its member, and begins when it is enumerated.</summary>
    internal readonly TrackedCall Begin() => new(in this);

    /// <summary>The same call, which goes on.</summary>
    internal readonly TrackedCall Resumed()
    {
        var call = this;
        call.Resume();
        return call;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool EnterSlowly()
    {
        if (CallFlow.IsAsked)
            _frame = CallFrame.Enter(in _context);
        return IsHeld;
    }

    private void Resume()
    {
        if (_frame?.TryResume() != true)
            _frame = CallFlow.IsAsked ? CallFrame.Enter(in _context) : null;
    }

    /// <summary>Passes the call to its tracker, unless another layer records it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void EndInLayers(in CallEnding ending, in UsageReading reading, long end, TimeSpan? timeToFirst)
    {
        var context = _context;
        if (_frame is { } frame)
        {
            frame.LeaveFlow();
            frame.Inherit(ref context);
        }

        var finished = new FinishedCall(
            in context, in reading.Facts, reading.Judge(ending.IsWhole), reading.OutputCharacters, in ending, end, timeToFirst);
        if (_frame is not null)
            _frame.End(in finished, _tracker);
        else if (!CallFlow.IsAsked || !RecordsOfOtherFlows.IsRecorded(in finished, _tracker))
            finished.RecordWith(_tracker);
    }
}
