namespace TokenTracking.Providers.Http;

/// <summary>The maximum time without data from a provider. It starts again with each piece of a stream.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;

    public CallDeadline(TimeSpan limit, TimeProvider timeProvider, CancellationToken caller)
    {
        _limit = limit;
        Caller = caller;
        _timeout = new CancellationTokenSource(limit, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, caller);
    }

    /// <summary>The caller's own token.</summary>
    public CancellationToken Caller { get; }

    /// <summary>Cancelled by the caller or by the passing of the time.</summary>
    public CancellationToken Token => _either.Token;

    public TimeSpan Limit => _limit;

    public void Extend() => _timeout.CancelAfter(_limit);

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
