using System.ComponentModel;
using System.Runtime.InteropServices;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <summary>
/// One call under way: knows when it began and what it is attributed to, and records how it ended. Generated decorators are thin callers of
/// it.
/// </summary>
/// <remarks>A structure that lives in the decorator's frame: a call that is complete when its member returns costs no allocation.</remarks>
[StructLayout(LayoutKind.Auto)]
public partial struct TrackedCall
{
    private readonly ITokenTracker _tracker;
    private readonly CallInFlight? _inFlight;
    private CallContext _context;

    private TrackedCall(ITokenTracker tracker, string operation)
    {
        _inFlight = CallInFlight.Enter();
        _tracker = tracker;
        _context = new CallContext(tracker.TimeProvider, operation);
    }

    private TrackedCall(in TrackedCall prepared)
    {
        this = prepared;
        _inFlight = CallInFlight.Enter();
        _context = prepared._context.Begin();
    }

    internal readonly long Now => _context.Clock.GetTimestamp();

    /// <summary>Begins a call.</summary>
    /// <param name="tracker">The tracker that takes the record.</param>
    /// <param name="operation">The operation, unless a scope names another.</param>
    /// <returns>The call.</returns>
    public static TrackedCall Start(ITokenTracker tracker, string operation) => new(tracker, operation);

    /// <summary>Asks, once for each decorator, whether the decorated object leaves anything to track.</summary>
    /// <param name="inner">The decorated object. One that can pass the tracker on receives it.</param>
    /// <param name="tracker">The decorator's tracker.</param>
    /// <returns>The tracker; null if the object tracks already, so that a call is never counted twice.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ITokenTracker? TrackerAbove(object inner, ITokenTracker tracker)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(tracker);
        if (inner is IUsageTracked { TracksUsage: true })
            return null;
        if (inner is not ITrackingTarget target)
            return tracker;
        target.UseTracker(tracker);
        return null;
    }

    /// <summary>As <see cref="TrackerAbove(object, ITokenTracker)"/>, for an object that answers for what lies under it
    /// (<c>IChatClient.GetService</c>).</summary>
    /// <param name="inner">The decorated object.</param>
    /// <param name="tracker">The decorator's tracker.</param>
    /// <param name="below">What lies under it; null for what does not.</param>
    /// <returns>The tracker; null if one of them tracks already.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ITokenTracker? TrackerAbove(object inner, ITokenTracker tracker, params object?[] below)
    {
        ArgumentNullException.ThrowIfNull(below);
        var above = TrackerAbove(inner, tracker);
        foreach (var candidate in below)
        {
            if (candidate is IUsageTracked { TracksUsage: true })
                return null;
        }

        return above;
    }

    /// <summary>Records that the call failed or was cancelled.</summary>
    /// <param name="exception">What it threw.</param>
    public readonly void Fail(Exception exception)
    {
        var end = Now;
        var reading = default(UsageReading);
        var ending = CallEnding.Of(exception, out var reported);
        reading.TakeReported(in reported);
        End(in ending, in reading, end);
    }

    /// <summary>Records that the call succeeded.</summary>
    /// <typeparam name="TResult">What it returned.</typeparam>
    /// <param name="result">What it returned.</param>
    /// <param name="usage">Reads the usage.</param>
    /// <param name="model">Reads the answering model; null if the result does not say.</param>
    public readonly void Succeed<TResult>(TResult result, Func<TResult, TokenUsage> usage, Func<TResult, string?>? model)
        => Succeed((result, usage, model), static (call, ref reading) =>
        {
            reading.Replace(call.usage(call.result));
            reading.Model = call.model?.Invoke(call.result);
        });

    /// <summary>The same call, begun now: a stream is prepared by its member, and begins when it is enumerated.</summary>
    internal readonly TrackedCall Begin() => new(in this);

    /// <summary>The member's caller goes on: what it does next is not part of this call.</summary>
    internal readonly void LeaveFlow() => _inFlight?.Leave();

    /// <summary>The call goes on in the flow of whoever asks for the next item.</summary>
    internal readonly void ReenterFlow() => _inFlight?.Reenter();

    internal readonly TimeSpan Elapsed() => _context.Elapsed();
}
