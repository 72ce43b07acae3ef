using System.ComponentModel;

namespace TokenTracking.Generated;

public partial struct TrackedCall
{
    /// <summary>Records a call for each enumeration of a stream: none where nobody enumerates it.</summary>
    /// <typeparam name="TItem">The stream's items.</typeparam>
    /// <param name="stream">The stream that the decorated object returned.</param>
    /// <param name="binder">Reads the usage from the items; null records it as missing.</param>
    /// <returns>The same items, passed on one by one.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly IAsyncEnumerable<TItem> Track<TItem>(IAsyncEnumerable<TItem> stream, UsageBinder<TItem>? binder)
    {
        Suspend();
        return stream is null ? stream! : new TrackedStream<TItem>(in this, stream, binder);
    }

    /// <summary>Records a call for each enumeration of a synchronous stream.</summary>
    /// <typeparam name="TItem">The stream's items.</typeparam>
    /// <param name="stream">The stream that the decorated object returned.</param>
    /// <param name="binder">Reads the usage from the items.</param>
    /// <returns>The same items, passed on one by one.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly IEnumerable<TItem> Track<TItem>(IEnumerable<TItem> stream, UsageBinder<TItem>? binder)
    {
        Suspend();
        return stream is null ? stream! : new TrackedSequence<TItem>(in this, stream, binder);
    }

    /// <summary>Records a call for each subscription to a pushed stream.</summary>
    /// <typeparam name="TItem">The stream's items.</typeparam>
    /// <param name="stream">The stream that the decorated object returned.</param>
    /// <param name="binder">Reads the usage from the items.</param>
    /// <returns>The same items, passed on one by one.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly IObservable<TItem> Track<TItem>(IObservable<TItem> stream, UsageBinder<TItem>? binder)
    {
        Suspend();
        return stream is null ? stream! : new TrackedObservable<TItem>(in this, stream, binder);
    }
}
