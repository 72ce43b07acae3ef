namespace TokenTracking.Calls;

/// <content>
/// Who records a call that several layers see. The lowest layer that saw usage does. If none saw any, the record of the missing usage is
/// kept until the last layer has ended, and is made once.
/// </content>
internal sealed partial class CallFrame
{
    private RecordedCalls? _recordedBelow;
    private RecordedCalls? _recorded;
    private HeldCall? _own;
    private HeldCall? _failedAttempt;
    private List<HeldCall>? _held;
    private int _openBelow;
    private long _since;

    /// <summary>Ends the call: it is recorded, unless another layer has recorded it or may still do so.</summary>
    /// <param name="call">The call.</param>
    /// <param name="tracker">The tracker that takes its record.</param>
    public void End(in FinishedCall call, ITokenTracker tracker)
    {
        List<HeldCall>? released = null;
        CountedRequest? requests;
        bool records;
        lock (Gate)
        {
            if (!IsUnderWay)
                return;
            records = call.HasUsage
                ? MakesRecord(call.Recorded with { IsByHand = IsByHand }, IsRecordedAround(in call, tracker), tracker, ref released)
                : MakesRecordWithout(in call, tracker);
            requests = records ? TakeForRecord() : null;
            if (call.HasUsage || records)
                Close(ref released);
            else if (_openBelow == 0)
                Settle(ref released);
        }

        // Calls of other trackers are recorded even if this one throws.
        if (released is not null)
        {
            foreach (var held in released)
                held.Record();
        }

        if (requests is not null)
            Record(in call, tracker, requests);
        else if (records)
            call.RecordWith(tracker);
    }

    /// <summary>Ends a request that turned out not to be billed: it is neither recorded nor counted.</summary>
    public void Drop()
    {
        List<HeldCall>? released = null;
        lock (Gate)
        {
            if (!IsUnderWay)
                return;
            _ownRequest?.Withdraw();
            _ownRequest = null;
            Release(ref released);
            Close(ref released);
        }

        if (released is not null)
        {
            foreach (var held in released)
                held.Record();
        }
    }

    /// <summary>A call is recorded by hand within this one.</summary>
    /// <param name="call">What identifies it.</param>
    public void AddRecorded(in RecordedCall call)
    {
        lock (Gate)
        {
            for (var frame = this; frame is not null; frame = frame._outer)
                frame._recordedBelow = new RecordedCalls(in call, frame._recordedBelow);
        }
    }

    private bool MakesRecord(in RecordedCall call, bool isRecordedAround, ITokenTracker tracker, ref List<HeldCall>? released)
    {
        var isRecordedBelow = RecordedCalls.Have(_recordedBelow, in call);
        var isRecordedApart = !isRecordedBelow && !IsCovered(call)
            && (RecordsOfOtherFlows.Take(in call, tracker, _since) | isRecordedAround);
        var isRecorded = isRecordedBelow || isRecordedApart || IsCovered(call) || RepeatedResponses.Have(in call, tracker);
        if (!isRecorded)
        {
            // For the calls below that are under way, and for no others.
            _recorded = _openBelow > 0 ? new RecordedCalls(in call, null) : null;
            RecordsOfOtherFlows.Add(call with { Layer = OutermostOperation }, tracker);
        }

        if (!isRecordedBelow)
            AddAbove(in call, tracker);

        // Calls below without usage are separate attempts if others have been recorded as well, or if they failed. Otherwise, this is the
        // call whose usage they could not see.
        if (!isRecordedBelow)
            _held?.RemoveAll(IsThisCall);
        if (isRecordedApart)
            CountedRequest.SettleRecorded(TakeRequests());
        Release(ref released);
        return !isRecorded;
    }

    // Below another call, that one is the outermost.
    private bool IsRecordedAround(in FinishedCall call, ITokenTracker tracker)
        => _outer is null && _recordedBelow is null && FramelessCalls.IsRecordedAround(in call, tracker);

    private bool IsThisCall(HeldCall held)
    {
        if (held.Outcome is not (CallOutcome.Succeeded or CallOutcome.Abandoned))
            return false;
        _requestsBelow = CountedRequest.Join(_requestsBelow, held.TakeRequests());
        return true;
    }

    private bool MakesRecordWithout(in FinishedCall call, ITokenTracker tracker)
    {
        if (_outer is null && _openBelow == 0 && _held is null && _failedAttempt is null && _recordedBelow is null)
        {
            if (!FramelessCalls.IsRecordedAround(in call, tracker))
                return true;
            CountedRequest.SettleRecorded(TakeRequests());
            return false;
        }

        var own = new HeldCall(in call, tracker);
        if (!IsAttempt || _outer is null)
        {
            _own = own;
        }
        else
        {
            // An attempt that failed is a matter of the call above it, which may repeat it.
            var failed = call.Outcome != CallOutcome.Succeeded;
            _outer._failedAttempt = failed ? own : null;
            _own = failed ? null : own;
        }

        _state = State.Waiting;
        return false;
    }

    private string? OutermostOperation
    {
        get
        {
            var operation = _context.MemberOperation;
            for (var frame = _outer; frame is not null; frame = frame._outer)
            {
                if (!frame.IsAttempt)
                    operation = frame._context.MemberOperation;
            }

            return operation;
        }
    }

    /// <summary>Says to the layers above that the call has a record.</summary>
    private void AddAbove(in RecordedCall call, ITokenTracker tracker)
    {
        for (var frame = _outer; frame is not null; frame = frame._outer)
        {
            frame._recordedBelow = new RecordedCalls(in call, frame._recordedBelow);
            RepeatedResponses.Add(frame._context.MemberOperation, call.ResponseId, tracker);
        }
    }

    /// <summary>Everything below has ended as well.</summary>
    private void Settle(ref List<HeldCall>? released)
    {
        if (_own is { } own && _recordedBelow is null && !IsCovered(null) && (_held is null || IsBetterThanHeld(own)))
        {
            // An SDK may return an error as a result.
            var ended = own.Outcome == CallOutcome.Succeeded && _failedAttempt is not null ? _failedAttempt : own;
            foreach (var held in _held ?? [])
                _requestsBelow = CountedRequest.Join(_requestsBelow, held.TakeRequests());
            ended.AddRequests(TakeRequests());
            _held = [ended];
        }
        else if (_held is [var first, ..] && _recordedBelow is null)
        {
            // Attempts that failed before the one that is held.
            first.AddRequests(TakeRequests());
        }

        _own = null;
        Release(ref released);
        Close(ref released);
    }

    /// <summary>True if this layer knows that the call did not succeed, and the layer below does not: it saw no more than a response
    /// that is read later.</summary>
    private bool IsBetterThanHeld(HeldCall own)
        => own.Outcome != CallOutcome.Succeeded && _held is [{ Outcome: CallOutcome.Succeeded }];

    /// <summary>Passes on what is held to the next layer that has not ended, or releases it if there is none.</summary>
    private void Release(ref List<HeldCall>? released)
    {
        if (_held is not { Count: > 0 } held)
            return;
        _held = null;
        var outer = _outer;
        while (outer is { _state: State.Ended })
            outer = outer._outer;
        if (outer is not null)
            (outer._held ??= []).AddRange(held);
        else
            (released ??= []).AddRange(held);
    }

    private void Close(ref List<HeldCall>? released)
    {
        _state = State.Ended;
        PassRequests();
        if (_outer is not { } outer)
            return;
        if (--outer._openBelow == 0 && outer._state == State.Waiting)
            outer.Settle(ref released);
    }

    /// <summary>True if a layer above has recorded this call; otherwise, false. Null stands for a call without usage.</summary>
    private bool IsCovered(in RecordedCall? call)
    {
        for (var frame = _outer; frame is not null; frame = frame._outer)
        {
            if (frame._recorded is { } above && (call is not { } own || RecordedCalls.Have(above, in own)))
                return true;
        }

        return false;
    }
}
