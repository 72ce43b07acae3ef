namespace TokenTracking.Generated;

/// <summary>A stream whose member is called with the first item of the first enumeration, and not before.</summary>
/// <param name="invoke">Calls the member; called once.</param>
internal sealed class DeferredStream<TItem>(Func<IAsyncEnumerable<TItem>> invoke) : IAsyncEnumerable<TItem>
{
    private readonly Lock _lock = new();
    private IAsyncEnumerable<TItem>? _stream;

    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => new Enumerator(this, cancellationToken);

    private IAsyncEnumerable<TItem> Stream()
    {
        lock (_lock)
            return _stream ??= invoke();
    }

    private sealed class Enumerator(DeferredStream<TItem> deferred, CancellationToken cancellationToken) : IAsyncEnumerator<TItem>
    {
        private IAsyncEnumerator<TItem>? _inner;

        public TItem Current => _inner is { } inner ? inner.Current : default!;

        public ValueTask<bool> MoveNextAsync()
            => (_inner ??= deferred.Stream().GetAsyncEnumerator(cancellationToken)).MoveNextAsync();

        public ValueTask DisposeAsync() => _inner?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
