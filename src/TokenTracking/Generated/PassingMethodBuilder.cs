using System.Runtime.CompilerServices;

namespace TokenTracking.Generated;

/// <summary>
/// Builds the task of an async method that waits for the task of another one. It can fail as that one did without a throw, which would put
/// the method into the stack trace of the exception: of async methods, no attribute hides it.
/// </summary>
/// <typeparam name="TResult">What the task brings.</typeparam>
internal struct PassingMethodBuilder<TResult>
{
    private AsyncTaskMethodBuilder<TResult> _builder;

    public Task<TResult> Task => _builder.Task;

    public static PassingMethodBuilder<TResult> Create() => default;

    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => _builder.Start(ref stateMachine);

    public void SetStateMachine(IAsyncStateMachine stateMachine) => _builder.SetStateMachine(stateMachine);

    public void SetResult(TResult result) => _builder.SetResult(result);

    public void SetException(Exception exception) => _builder.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => _builder.AwaitOnCompleted(ref awaiter, ref stateMachine);

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        // The method has ended: it is never resumed.
        if (typeof(TAwaiter) == typeof(PassedFailure<TResult>))
            _builder.SetException(Unsafe.As<TAwaiter, PassedFailure<TResult>>(ref awaiter).Exception);
        else
            _builder.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
    }
}
