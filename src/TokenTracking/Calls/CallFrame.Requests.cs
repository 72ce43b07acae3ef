namespace TokenTracking.Calls;

/// <content>The requests that a call sent, and whether a record includes them.</content>
internal sealed partial class CallFrame
{
    private CountedRequest? _ownRequest;
    private CountedRequest? _requestsBelow;
    private bool _recordHasNoRequest;

    // A handler above counted the same message. What is sent is what the lowest handler sees: one above a retry sees it once.
    private static CallFrame? OfSameMessage(CallFrame? outer)
    {
        var above = UnderWay(outer);
        if (above is not { IsAttempt: true })
            return above;
        lock (Gate)
        {
            above._ownRequest?.Withdraw();
            above._ownRequest = null;
        }

        return above;
    }

    private CountedRequest? TakeRequests()
    {
        var requests = CountedRequest.Join(_requestsBelow, _ownRequest);
        (_requestsBelow, _ownRequest) = (null, null);
        return requests;
    }

    /// <summary>Takes the requests of this call for a record that this layer makes.</summary>
    private CountedRequest? TakeForRecord()
    {
        var requests = TakeRequests();
        // A request below that is still under way belongs to the same record.
        _recordHasNoRequest = requests is null;
        return requests;
    }

    /// <summary>The call has ended: its requests are a matter of the layer above, unless their fate is known.</summary>
    private void PassRequests()
    {
        if (TakeRequests() is not { } requests || TryClaim(requests))
            return;
        if (_recordedBelow is not null)
        {
            CountedRequest.SettleAll(requests, RequestFate.Repeated);
            return;
        }

        var outer = _outer;
        while (outer is { _state: State.Ended })
            outer = outer._outer;
        if (outer is null)
            CountedRequest.SettleAll(requests, RequestFate.Missing);
        else
            outer._requestsBelow = CountedRequest.Join(outer._requestsBelow, requests);
    }

    /// <summary>If a layer above has made the record of this call already, the requests belong to it.</summary>
    private bool TryClaim(CountedRequest requests)
    {
        for (var frame = _outer; frame is not null; frame = frame._outer)
        {
            if (frame._recorded is null)
                continue;
            if (frame._recordHasNoRequest)
                CountedRequest.SettleRecorded(requests);
            else
                CountedRequest.SettleAll(requests, RequestFate.Repeated);
            frame._recordHasNoRequest = false;
            return true;
        }

        return false;
    }

    private static void Record(in FinishedCall call, ITokenTracker tracker, CountedRequest requests)
    {
        try
        {
            call.RecordWith(tracker);
        }
        catch
        {
            CountedRequest.SettleAll(requests, RequestFate.Missing);
            throw;
        }

        CountedRequest.SettleRecorded(requests);
    }
}
