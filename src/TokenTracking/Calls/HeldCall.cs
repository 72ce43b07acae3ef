using System.Diagnostics;

namespace TokenTracking.Calls;

/// <summary>A call that has ended without usage, kept until it is certain that no other layer saw its usage.</summary>
internal sealed class HeldCall
{
    private readonly ITokenTracker _tracker;
    private readonly FinishedFacts _call;
    private CountedRequest? _requests;

    public HeldCall(in FinishedCall call, ITokenTracker tracker)
    {
        _tracker = tracker;
        _call = call.Copy();
    }

    public CallOutcome Outcome => _call.Ending.Outcome;

    /// <summary>Adds requests of the call that were seen, in front of those that it has.</summary>
    public void AddRequests(CountedRequest? requests) => _requests = CountedRequest.Join(requests, _requests);

    /// <summary>Takes the requests of a call that will not be recorded.</summary>
    public CountedRequest? TakeRequests()
    {
        var requests = _requests;
        _requests = null;
        return requests;
    }

    /// <summary>Records the call. An exception of its tracker does not reach whoever ends another call.</summary>
    public void Record()
    {
        try
        {
            new FinishedCall(in _call).RecordWith(_tracker);
            CountedRequest.SettleRecorded(TakeRequests());
        }
#pragma warning disable CA1031 // Law 1: a tracker that breaks its promise not to throw must not cost others their records.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            CountedRequest.SettleAll(TakeRequests(), RequestFate.Missing);
            Trace.TraceError("The tracker {0} threw {1}: a call of {2} is lost", _tracker.GetType(), exception, _call.Context.Operation);
        }
    }
}
