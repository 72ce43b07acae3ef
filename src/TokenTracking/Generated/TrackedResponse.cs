namespace TokenTracking.Generated;

/// <summary>The items of a response that is already there: one call, however often they are enumerated.</summary>
internal sealed class TrackedResponse<TItem>(in TrackedCall call, IAsyncEnumerable<TItem> inner, UsageBinder<TItem>? binder)
    : IAsyncEnumerable<TItem>
{
    private readonly TrackedCall _call = call;
    private int _isRead;

    // The request was made: a response that nobody reads may be billed all the same.
#pragma warning disable MA0055 // There is no other end that can be seen: the class of the stream belongs to the SDK.
    ~TrackedResponse()
    {
        if (TakeFirst())
            _call.AbandonUnread();
    }
#pragma warning restore MA0055

    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (!TakeFirst())
            return inner.GetAsyncEnumerator(cancellationToken);
        return new TrackedStream<TItem>(in _call, inner, binder, isBegun: true).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>The call is recorded elsewhere.</summary>
    public void Release() => Volatile.Write(ref _isRead, 1);

    private bool TakeFirst() => Interlocked.Exchange(ref _isRead, 1) == 0;
}
