using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TokenTracking.Generated;

/// <summary>Members that return a response that was created before. They are not calls; but the usage of a response that was created
/// in the background, or without usage, is recorded when it is first looked up, for the call that created it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TrackedLookUp
{
    /// <summary>Records the usage of a response that was pending until now.</summary>
    /// <typeparam name="TResult">The response.</typeparam>
    /// <param name="task">The task that the decorated object started.</param>
    /// <param name="tracker">The decorator's tracker; null if it tracks nothing.</param>
    /// <param name="operation">The operation, unless a scope names another.</param>
    /// <param name="binder">Reads the usage.</param>
    /// <returns>A task with the same result or exception.</returns>
    [StackTraceHidden]
    public static Task<TResult> Read<TResult>(Task<TResult> task, ITokenTracker? tracker, string operation, UsageBinder<TResult> binder)
    {
        if (task is null || IsIdle(tracker))
            return task!;
        if (!task.IsCompletedSuccessfully)
            return ReadLater(task, tracker!, operation, binder);
        Record(task.Result, tracker!, operation, binder);
        return task;
    }

    /// <inheritdoc cref="Read{TResult}(Task{TResult}, ITokenTracker?, string, UsageBinder{TResult})"/>
    [StackTraceHidden]
    public static ValueTask<TResult> Read<TResult>(
        ValueTask<TResult> task, ITokenTracker? tracker, string operation, UsageBinder<TResult> binder)
    {
        if (IsIdle(tracker))
            return task;
        if (!task.IsCompletedSuccessfully)
            return new ValueTask<TResult>(ReadLater(task.AsTask(), tracker!, operation, binder));
        var result = task.Result;
        Record(result, tracker!, operation, binder);
        return new ValueTask<TResult>(result);
    }

    /// <summary>As <see cref="Read{TResult}(Task{TResult}, ITokenTracker?, string, UsageBinder{TResult})"/>, for a member that has
    /// returned.</summary>
    /// <typeparam name="TResult">The response.</typeparam>
    /// <param name="result">What the member returned.</param>
    /// <param name="tracker">The decorator's tracker; null if it tracks nothing.</param>
    /// <param name="operation">The operation, unless a scope names another.</param>
    /// <param name="binder">Reads the usage.</param>
    /// <returns>The same result.</returns>
    public static TResult Read<TResult>(TResult result, ITokenTracker? tracker, string operation, UsageBinder<TResult> binder)
    {
        if (!IsIdle(tracker))
            Record(result, tracker!, operation, binder);
        return result;
    }

    private static bool IsIdle(ITokenTracker? tracker) => tracker is not { IsEnabled: true };

    [AsyncMethodBuilder(typeof(PassingMethodBuilder<>))]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<TResult> ReadLater<TResult>(
        Task<TResult> task, ITokenTracker tracker, string operation, UsageBinder<TResult> binder)
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (task.IsFaulted)
            return await new PassedFailure<TResult>(task);
        var result = await task.ConfigureAwait(false);
        Record(result, tracker, operation, binder);
        return result;
    }

    private static void Record<TResult>(TResult result, ITokenTracker tracker, string operation, UsageBinder<TResult> binder)
    {
        var call = TrackedCall.Start(tracker, operation);
        var reading = default(UsageReading);
        try
        {
            binder(result, ref reading);
        }
#pragma warning disable CA1031 // Law 1: the response is there, even if its getters throw.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            call.ReadingFailed(exception);
            return;
        }

        call.LookUp(in reading);
    }
}
