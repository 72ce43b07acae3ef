using System.ComponentModel;

namespace TokenTracking;

public partial struct TrackedCall
{
    /// <summary>Records the call when its task ends. A completed task is handed back as it is: nothing is allocated.</summary>
    /// <typeparam name="TResult">What the task brings.</typeparam>
    /// <param name="task">The task that the decorated object started.</param>
    /// <param name="binder">Reads the usage; null records it as missing.</param>
    /// <returns>A task with the same result or exception.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly Task<TResult> Track<TResult>(Task<TResult> task, UsageBinder<TResult>? binder)
    {
        LeaveFlow();
        if (task is null)
        {
            // A mock without a set-up, most often. The caller gets what it would have got; the call is recorded.
            End(Ending.Success, default, null);
            return task!;
        }

        if (task.IsCompletedSuccessfully)
        {
            Succeed(task.Result, binder);
            return task;
        }

        if (task.IsCanceled)
        {
            End(Ending.CancelledAtOnce, default, null);
            return task;
        }

        // A task that has failed already takes this way too: to read its exception marks it as observed, which is the caller's to do.
        return Await(this, task, binder);
    }

    /// <summary>Records the call when its value task ends.</summary>
    /// <typeparam name="TResult">What the task brings.</typeparam>
    /// <param name="task">The task that the decorated object started; used up by this call.</param>
    /// <param name="binder">Reads the usage; null records it as missing.</param>
    /// <returns>A task with the same result or exception.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly ValueTask<TResult> Track<TResult>(ValueTask<TResult> task, UsageBinder<TResult>? binder)
    {
        LeaveFlow();
        if (task.IsCanceled)
        {
            End(Ending.CancelledAtOnce, default, null);
            return task;
        }

        if (!task.IsCompletedSuccessfully)
            return Await(this, task, binder);

        var result = task.Result;
        Succeed(result, binder);
        return new ValueTask<TResult>(result);
    }

    /// <summary>Records a call that has returned.</summary>
    /// <typeparam name="TResult">What it returned.</typeparam>
    /// <param name="result">What it returned.</param>
    /// <param name="binder">Reads the usage; null records it as missing.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly void Succeed<TResult>(TResult result, UsageBinder<TResult>? binder)
    {
        var reading = default(UsageReading);
        var ending = Ending.Success;
        try
        {
            binder?.Invoke(result, ref reading);
        }
#pragma warning disable CA1031 // Law 1: the answer is there, whatever its getters throw. The record says that it could not be read.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ReadingFailed(exception);
            ending = Ending.Unread(exception);
        }

        End(in ending, in reading, null);
    }

    private static async Task<TResult> Await<TResult>(TrackedCall call, Task<TResult> task, UsageBinder<TResult>? binder)
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (task.IsCompletedSuccessfully)
            call.Succeed(task.Result, binder);
        else if (task.IsCanceled)
            call.End(Ending.Cancelled, default, null);
        else
            call.Fail(task.Exception!.InnerException!);
        return await task.ConfigureAwait(false);
    }

    private static async ValueTask<TResult> Await<TResult>(TrackedCall call, ValueTask<TResult> task, UsageBinder<TResult>? binder)
    {
        TResult result;
        try
        {
            result = await task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }

        call.Succeed(result, binder);
        return result;
    }
}
