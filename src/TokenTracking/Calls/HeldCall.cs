using System.Diagnostics;

namespace TokenTracking.Calls;

/// <summary>A call that has ended without usage, kept until it is certain that no other layer saw its usage.</summary>
internal sealed class HeldCall
{
    private readonly ITokenTracker _tracker;
    private readonly FinishedFacts _call;

    public HeldCall(in FinishedCall call, ITokenTracker tracker)
    {
        _tracker = tracker;
        _call = call.Copy();
    }

    public CallOutcome Outcome => _call.Ending.Outcome;

    /// <summary>Called when the call is recorded; null if no request of it was seen.</summary>
    public Action? CountRecord { get; set; }

    /// <summary>Records the call. An exception of its tracker does not reach whoever ends another call.</summary>
    public void Record()
    {
        try
        {
            new FinishedCall(in _call).RecordWith(_tracker);
            CountRecord?.Invoke();
        }
#pragma warning disable CA1031 // Law 1: a tracker that breaks its promise not to throw must not cost others their records.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Trace.TraceError("The tracker {0} threw {1}: a call of {2} is lost", _tracker.GetType(), exception, _call.Context.Operation);
        }
    }
}
