using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

public partial struct TrackedCall
{
    /// <summary>Records the call when its task ends. A completed task is returned as it is: nothing is allocated.</summary>
    /// <typeparam name="TResult">What the task brings.</typeparam>
    /// <param name="task">The task that the decorated object started.</param>
    /// <param name="binder">Reads the usage; null records it as missing.</param>
    /// <returns>A task with the same result or exception.</returns>
    [StackTraceHidden]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly Task<TResult> Track<TResult>(Task<TResult> task, UsageBinder<TResult>? binder)
    {
        LeaveFlow();
        if (task is { IsCompletedSuccessfully: true })
            Succeed(task.Result, binder);
        else if (task is { IsCanceled: false })
            return Await(task, binder);
        else
            // None comes of a mock without a set-up, most often. The caller gets what it would have got; the call is recorded.
            EndUnread(task is null ? CallEnding.Success : CallEnding.CancelledAtOnce);
        return task!;
    }

    /// <summary>Records the call when its value task ends.</summary>
    /// <typeparam name="TResult">What the task brings.</typeparam>
    /// <param name="task">The task that the decorated object started; used up by this call.</param>
    /// <param name="binder">Reads the usage; null records it as missing.</param>
    /// <returns>A task with the same result or exception.</returns>
    [StackTraceHidden]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly ValueTask<TResult> Track<TResult>(ValueTask<TResult> task, UsageBinder<TResult>? binder)
    {
        LeaveFlow();
        if (task.IsCompletedSuccessfully)
        {
            var result = task.Result;
            Succeed(result, binder);
            return new ValueTask<TResult>(result);
        }

        if (!task.IsCanceled)
            return Await(task, binder);
        EndUnread(CallEnding.CancelledAtOnce);
        return task;
    }

    /// <summary>Records a call that has returned.</summary>
    /// <typeparam name="TResult">What it returned.</typeparam>
    /// <param name="result">What it returned.</param>
    /// <param name="binder">Reads the usage; null records it as missing.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly void Succeed<TResult>(TResult result, UsageBinder<TResult>? binder)
    {
        // The answer is there: what it takes to read it is not the call's.
        var end = Now;
        if (!ReferenceEquals(binder, OwnResults.Usage) || !IsRecordedInPlace((LlmResult?)(object?)result, end))
            SucceedByReading(result, binder, end);
    }

    /// <summary>Records a result of ours without a copy of its facts.</summary>
    /// <returns>False if there is more to the call than its counts.</returns>
    private readonly bool IsRecordedInPlace(LlmResult? result, long end)
    {
        if (result is null || CallSteps.AreNeeded || !BackgroundResponses.AreNone)
            return false;
        ref readonly var facts = ref result.FactsInPlace;
        if (facts.UsageInPlace.IsUnknown)
            return false;
        try
        {
            var ending = CallEnding.Success;
            var finished = new FinishedCall(
                in _context, in facts, ResponseFacts.Judge(in facts.UsageInPlace, facts.Completeness), result.Text?.Length,
                in ending, end, timeToFirst: null);
            finished.RecordWith(_tracker);
        }
#pragma warning disable CA1031 // Law 1: a tracker that breaks its promise not to throw must not cost the caller the answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Lost(exception);
        }

        return true;
    }

    // On its own: its frame is cleared for all that a reading holds.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void SucceedByReading<TResult>(TResult result, UsageBinder<TResult>? binder, long end)
    {
        var reading = default(UsageReading);
        var isRead = false;
        // One region for both, since a second would be a second frame.
        try
        {
            binder?.Invoke(result, ref reading);
            isRead = true;
            if ((reading.Facts.UsageInPlace.IsUnknown || reading.IsBackground || !BackgroundResponses.AreNone) && !Records(in reading))
                return;
            if (reading.Ending is null)
                HandOver(CallEnding.Success, in reading, end);
            else
                EndAsSaid(in reading, end);
        }
#pragma warning disable CA1031 // Law 1: the response is there, even if its getters or the tracker throw; the record states it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (isRead)
            {
                Lost(exception);
                return;
            }

            ReadingFailed(exception);
            End(CallEnding.Unread(exception), in reading, end);
        }
    }

    // A task that has failed already comes here too: to read its exception marks it as observed, which is the caller's to do.
    [AsyncMethodBuilder(typeof(PassingMethodBuilder<>))]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly async Task<TResult> Await<TResult>(Task<TResult> task, UsageBinder<TResult>? binder)
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (task.IsFaulted)
        {
            Fail(task.Exception.InnerException!);
            return await new PassedFailure<TResult>(task);
        }

        if (task.IsCanceled)
            EndUnread(CallEnding.Cancelled);
        else
            Succeed(task.Result, binder);
        // It has ended: this is its result, or throws as it threw.
        return task.GetAwaiter().GetResult();
    }

    [StackTraceHidden]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly ValueTask<TResult> Await<TResult>(ValueTask<TResult> task, UsageBinder<TResult>? binder)
        => new(Await(task.AsTask(), binder));
}
