using System.Runtime.CompilerServices;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <content>Calls whose responses are created in the background: one record when the usage is first seen.</content>
public partial struct TrackedCall
{
    /// <summary>Determines whether a result with an ID is recorded by this call.</summary>
    /// <returns>False if its usage is stated later, or has been recorded.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly bool Records(in UsageReading reading)
    {
        if (reading.ResponseId is not { } id)
            return true;
        if (reading.Usage.IsUnknown)
        {
            // A stream that was left says that it is in progress, too.
            var isRecorded = reading.State != ResponseState.Unfinished
                || reading.Ending is { Ending.Outcome: not CallOutcome.Succeeded };
            BackgroundResponses.Add(id, WithoutFrame(), isRecorded);
            if (isRecorded)
                return true;
        }
        else if (BackgroundResponses.Takes(id, reading.IsBackground, isLookUp: false, _tracker, out _))
        {
            return true;
        }

        Drop();
        return false;
    }

    /// <summary>As <see cref="Records"/>, for a stream that has ended or was left. A response in the background goes on after
    /// that.</summary>
    internal readonly bool RecordsStream(in UsageReading reading)
    {
        if (!reading.IsBackground || reading.ResponseId is not { } id)
            return true;
        if (reading.Usage.IsUnknown)
            BackgroundResponses.Add(id, WithoutFrame(), isRecorded: true);
        else if (!BackgroundResponses.Takes(id, isBackground: true, isLookUp: false, _tracker, out _))
        {
            Drop();
            return false;
        }

        return true;
    }

    /// <summary>Records the response of a call that was created before, unless it has been.</summary>
    /// <param name="reading">What the member that looked it up returned.</param>
    internal readonly void LookUp(in UsageReading reading)
    {
        if (reading.ResponseId is not { } id)
            return;
        var end = Now;
        if (!reading.Usage.IsUnknown)
        {
            if (BackgroundResponses.Takes(id, reading.IsBackground, isLookUp: true, _tracker, out var created))
                (created ?? this).End(CallEnding.Success, in reading, end);
        }
        else if (reading.State > ResponseState.Unfinished && BackgroundResponses.TakeUnrecorded(id) is { } unrecorded)
        {
            unrecorded.End(EndingOf(reading.State), in reading, end);
        }
    }

    /// <summary>The response was never looked up.</summary>
    internal readonly void EndForgotten() => EndUnread(CallEnding.Success);

    private static CallEnding EndingOf(ResponseState state) => state switch
    {
        ResponseState.Failed => new CallEnding(CallOutcome.Failed, "failed", IsWhole: true),
        ResponseState.Cancelled => new CallEnding(CallOutcome.Cancelled, "cancelled", IsWhole: true),
        _ => CallEnding.Success,
    };

    private readonly void Drop()
    {
        LeaveFlow();
        _frame?.Drop();
    }

    private readonly TrackedCall WithoutFrame()
    {
        var call = this;
        call._frame = null;
        return call;
    }
}
