using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <summary>The step before the call: the tracker may let it wait, or refuse it.</summary>
public partial struct TrackedCall
{
    /// <summary>True if calls have to be admitted before they are made; otherwise, false.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool IsHeld => CallAdmission.IsRequired;

    /// <summary>Makes a call once its tracker admits it, and records it when its task ends.</summary>
    /// <typeparam name="TResult">The result of the call's task.</typeparam>
    /// <param name="invoke">Makes the call.</param>
    /// <param name="binder">Reads the usage; null records it as missing.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task with the result or exception of the call, or the exception that refuses it.</returns>
    [StackTraceHidden]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly Task<TResult> Hold<TResult>(
        Func<Task<TResult>> invoke, UsageBinder<TResult>? binder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoke);
        Suspend();
        var admission = AdmitAsync(cancellationToken);
        return admission.IsCompletedSuccessfully ? Invoke(invoke, binder) : InvokeAfter(admission, invoke, binder);
    }

    /// <summary>As <see cref="Hold{TResult}(Func{Task{TResult}}, UsageBinder{TResult}?, CancellationToken)"/>, for a value task.</summary>
    /// <typeparam name="TResult">The result of the call's task.</typeparam>
    /// <param name="invoke">Makes the call.</param>
    /// <param name="binder">Reads the usage; null records it as missing.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task with the result or exception of the call, or the exception that refuses it.</returns>
    [StackTraceHidden]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly ValueTask<TResult> Hold<TResult>(
        Func<ValueTask<TResult>> invoke, UsageBinder<TResult>? binder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoke);
        Suspend();
        var admission = AdmitAsync(cancellationToken);
        return admission.IsCompletedSuccessfully ? Invoke(invoke, binder) : InvokeAfter(admission, invoke, binder);
    }

    /// <summary>Records a call for each enumeration of a stream. The member that returns the stream is called once the first enumeration
    /// is admitted.</summary>
    /// <typeparam name="TItem">The stream's items.</typeparam>
    /// <param name="invoke">Calls the member.</param>
    /// <param name="binder">Reads the usage from the items; null records it as missing.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The same items, passed on one by one.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly IAsyncEnumerable<TItem> Hold<TItem>(
        Func<IAsyncEnumerable<TItem>> invoke, UsageBinder<TItem>? binder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoke);
        if (_tracker is not ICallAdmission)
            return InvokeNow(invoke, binder);
        Suspend();
        return new TrackedStream<TItem>(in this, new DeferredStream<TItem>(invoke), binder, cancellationToken: cancellationToken);
    }

    /// <summary>Asks the tracker for a call that cannot wait: the call is made at once, or the tracker throws.</summary>
    [StackTraceHidden]
    [MethodImpl(MethodImplOptions.NoInlining)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Admit()
    {
        Suspend();
        AdmitNow();
        this = Begin();
    }

    /// <summary>Asks the tracker, if it admits calls. An exception refuses the call.</summary>
    [StackTraceHidden]
    internal readonly void AdmitNow()
    {
        if (_tracker is ICallAdmission admission)
            admission.Admit(ToPending());
    }

    /// <summary>As <see cref="AdmitNow"/>, for a call that can wait. An exception is in the task, never thrown.</summary>
    [StackTraceHidden]
    internal readonly ValueTask AdmitAsync(CancellationToken cancellationToken)
    {
        if (_tracker is not ICallAdmission admission)
            return ValueTask.CompletedTask;
        try
        {
            return admission.AdmitAsync(ToPending(), cancellationToken);
        }
#pragma warning disable CA1031 // A refusal fails the task of an asynchronous member, whichever way the tracker refuses.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ValueTask.FromException(exception);
        }
    }

    [StackTraceHidden]
    private readonly IAsyncEnumerable<TItem> InvokeNow<TItem>(Func<IAsyncEnumerable<TItem>> invoke, UsageBinder<TItem>? binder)
    {
        var stream = InvokeOrFail(in this, invoke);
        return Track(stream, binder);
    }

    [StackTraceHidden]
    private readonly Task<TResult> Invoke<TResult>(Func<Task<TResult>> invoke, UsageBinder<TResult>? binder)
    {
        var call = Begin();
        return call.Track(InvokeOrFail(in call, invoke), binder);
    }

    [StackTraceHidden]
    private readonly ValueTask<TResult> Invoke<TResult>(Func<ValueTask<TResult>> invoke, UsageBinder<TResult>? binder)
    {
        var call = Begin();
        return call.Track(InvokeOrFail(in call, invoke), binder);
    }

    [StackTraceHidden]
    private static TResult InvokeOrFail<TResult>(in TrackedCall call, Func<TResult> invoke)
    {
        try
        {
            return invoke();
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }
    }

    [StackTraceHidden]
    private readonly async Task<TResult> InvokeAfter<TResult>(
        ValueTask admission, Func<Task<TResult>> invoke, UsageBinder<TResult>? binder)
    {
        await admission.ConfigureAwait(false);
        return await Invoke(invoke, binder).ConfigureAwait(false);
    }

    [StackTraceHidden]
    private readonly async ValueTask<TResult> InvokeAfter<TResult>(
        ValueTask admission, Func<ValueTask<TResult>> invoke, UsageBinder<TResult>? binder)
    {
        await admission.ConfigureAwait(false);
        return await Invoke(invoke, binder).ConfigureAwait(false);
    }

    private readonly PendingCall ToPending() => new()
    {
        Operation = _context.Operation ?? "",
        Project = _context.Project,
        Agent = _context.Agent,
        Task = _context.Task,
        Provider = _context.Provider,
        RequestModel = _context.RequestModel,
        ServiceTier = _context.ServiceTier,
        MaxOutputTokens = _context.MaxOutputTokens,
        InputCharacters = _context.InputCharacters,
        Metadata = _context.Metadata,
    };
}
