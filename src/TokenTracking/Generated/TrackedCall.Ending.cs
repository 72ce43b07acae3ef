using System.Diagnostics;
using System.Runtime.CompilerServices;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

public partial struct TrackedCall
{
    /// <summary>Passes the call to its tracker. An exception of the tracker does not reach the caller.</summary>
    /// <param name="ending">How it ended.</param>
    /// <param name="reading">What the answer said.</param>
    /// <param name="end">When it ended, by the clock's timestamps.</param>
    /// <param name="timeToFirst">From the start to the first item; null for a plain call.</param>
    internal readonly void End(in CallEnding ending, in UsageReading reading, long end, TimeSpan? timeToFirst = null)
    {
        try
        {
            HandOver(in ending, in reading, end, timeToFirst);
        }
#pragma warning disable CA1031 // Law 1: a tracker that breaks its promise not to throw must not cost the caller the answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Lost(exception);
        }
    }

    /// <summary>As <see cref="End"/>, where no answer came that could be read.</summary>
    // On its own, as is each way here that few calls take: a frame is cleared at every call, for all that might be done in it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void EndUnread(CallEnding ending) => End(in ending, default, Now);

    /// <summary>Records that nobody read the answer.</summary>
    internal readonly void AbandonUnread() => EndUnread(CallEnding.Abandoned);

    /// <summary>Ends the call as its result says, or with the body of its response.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void EndAsSaid(in UsageReading reading, long end)
    {
        if (reading.Ending is { Body: { } body })
            body.Track(in this, in reading);
        else
            EndAsSaid(in reading, end, timeToFirst: null);
    }

    private readonly void EndAsSaid(in UsageReading reading, long end, TimeSpan? timeToFirst)
    {
        var said = reading.Ending!;
        var call = this;
        call.Provider = _context.Provider ?? said.Provider;
        call.End(said.Ending, in reading, end, timeToFirst);
    }

    /// <summary>Ends the call with the body of its response.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="exception">What reading the body threw; null if nothing did.</param>
    /// <param name="unread">Why its usage could not be read; null if it could.</param>
    /// <param name="timeToFirst">From the start to the first byte; null if none came.</param>
    internal readonly void EndWith(in UsageReading reading, Exception? exception, Exception? unread, TimeSpan? timeToFirst)
    {
        var end = Now;
        if (unread is not null)
            ReadingFailed(unread);
        if (exception is not null)
            End(CallEnding.Of(exception, out _), in reading, end, timeToFirst);
        else if (unread is not null)
            End(CallEnding.Unread(unread), in reading, end, timeToFirst);
        else if (!reading.Usage.IsUnknown || Records(in reading))
            EndAsSaid(in reading, end, timeToFirst);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void HandOver(in CallEnding ending, in UsageReading reading, long end, TimeSpan? timeToFirst = null)
    {
        if (CallSteps.AreNeeded)
        {
            EndInLayers(in ending, in reading, end, timeToFirst);
            return;
        }

        var finished = new FinishedCall(
            in _context, in reading.Facts, reading.Judge(ending.IsWhole), reading.OutputCharacters, in ending, end, timeToFirst);
        finished.RecordWith(_tracker);
    }

    private readonly void Lost(Exception exception)
        => Trace.TraceError("The tracker {0} threw {1}: a call of {2} is lost", _tracker.GetType(), exception, _context.Operation);

    /// <summary>Says that something of a call could not be read: to the tracker's log, or to the process's trace if it has
    /// none.</summary>
    internal readonly void ReadingFailed(Exception exception)
    {
        if (_tracker is IReadingFailureLog log)
            log.ReadingFailed(exception, _context.MemberOperation ?? "");
        else
            Trace.TraceWarning("The usage of a call of {0} could not be read: {1}", _context.MemberOperation, exception);
    }
}
