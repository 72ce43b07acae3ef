using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TokenTracking.Generated;

/// <summary>Ends an async method with the failure of a task, when it is awaited.</summary>
/// <typeparam name="TResult">What the method returns.</typeparam>
/// <param name="task">The task, which has failed.</param>
internal readonly struct PassedFailure<TResult>(Task task) : ICriticalNotifyCompletion
{
    /// <summary>What the task threw.</summary>
    public Exception Exception => task.Exception!.InnerException!;

    public bool IsCompleted => false;

    public PassedFailure<TResult> GetAwaiter() => this;

    public TResult GetResult() => throw new UnreachableException();

    public void OnCompleted(Action continuation) => throw new UnreachableException();

    public void UnsafeOnCompleted(Action continuation) => throw new UnreachableException();
}
