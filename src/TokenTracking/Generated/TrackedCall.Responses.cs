using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <content>Streams that hold their response, over which another stream is created (<c>StreamingResponse&lt;T&gt;</c> of Azure's SDKs):
/// the call begins with the request, and ends with the last item.</content>
public partial struct TrackedCall
{
    /// <summary>Records the call when the stream that its task brings has been read.</summary>
    /// <typeparam name="TStream">The stream.</typeparam>
    /// <typeparam name="TItem">The stream's items.</typeparam>
    /// <param name="task">The task that the decorated object started.</param>
    /// <param name="create">Creates a stream over the response of another one, with these items.</param>
    /// <param name="binder">Reads the usage from the items.</param>
    /// <returns>A task with a stream of the same items, or the same exception.</returns>
    [StackTraceHidden]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly Task<TStream> TrackResponse<TStream, TItem>(
        Task<TStream> task, Func<TStream, IAsyncEnumerable<TItem>, TStream> create, UsageBinder<TItem>? binder)
        where TStream : class, IAsyncEnumerable<TItem>
    {
        ArgumentNullException.ThrowIfNull(create);
        LeaveFlow();
        if (task is not null)
            return Await(task, create, binder);
        EndUnread(CallEnding.Success);
        return task!;
    }

    /// <summary>Records the call when the stream that it returned has been read.</summary>
    /// <typeparam name="TStream">The stream.</typeparam>
    /// <typeparam name="TItem">The stream's items.</typeparam>
    /// <param name="stream">The stream that the decorated object returned.</param>
    /// <param name="create">Creates a stream over the response of another one, with these items.</param>
    /// <param name="binder">Reads the usage from the items.</param>
    /// <returns>A stream of the same items.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly TStream TrackResponse<TStream, TItem>(
        TStream stream, Func<TStream, IAsyncEnumerable<TItem>, TStream> create, UsageBinder<TItem>? binder)
        where TStream : class, IAsyncEnumerable<TItem>
    {
        ArgumentNullException.ThrowIfNull(create);
        LeaveFlow();
        return Over(stream, create, binder);
    }

    private readonly TStream Over<TStream, TItem>(
        TStream stream, Func<TStream, IAsyncEnumerable<TItem>, TStream> create, UsageBinder<TItem>? binder)
        where TStream : class, IAsyncEnumerable<TItem>
    {
        if (stream is null)
        {
            EndUnread(CallEnding.Success);
            return stream!;
        }

        var items = new TrackedResponse<TItem>(in this, stream, binder);
        try
        {
            var tracked = create(stream, items);
            Suspend();
            return tracked;
        }
#pragma warning disable CA1031 // Law 1: the caller gets the stream, even if it has no response that another one can be created over.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            items.Release();
            ReadingFailed(exception);
            EndUnread(CallEnding.Unread(exception));
            return stream;
        }
    }

    [AsyncMethodBuilder(typeof(PassingMethodBuilder<>))]
    private readonly async Task<TStream> Await<TStream, TItem>(
        Task<TStream> task, Func<TStream, IAsyncEnumerable<TItem>, TStream> create, UsageBinder<TItem>? binder)
        where TStream : class, IAsyncEnumerable<TItem>
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (task.IsCompletedSuccessfully)
            return Over(task.Result, create, binder);
        if (task.IsFaulted)
        {
            Fail(task.Exception.InnerException!);
            return await new PassedFailure<TStream>(task);
        }

        EndUnread(CallEnding.Cancelled);
        return task.GetAwaiter().GetResult();
    }
}
