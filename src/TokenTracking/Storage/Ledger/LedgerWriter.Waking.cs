namespace TokenTracking.Storage.Ledger;

/// <content>When records are moved: an interval after the first of them came, and less often while the store refuses them.</content>
internal sealed partial class LedgerWriter
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly ITimer _timer;
    private readonly TimeSpan _interval;
    private TimeSpan _delay;
    private bool _storeFails;
    private long _failuresInARow;
    private int _awake;
    private volatile bool _disposed;

    private ITimer CreateTimer(TimeProvider timeProvider)
    {
        // The timer outlives the request that happens to make the first tracker: it must not carry that request's async context.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            return timeProvider.CreateTimer(
                static writer => _ = ((LedgerWriter)writer!).MoveInBackgroundAsync(), this,
                Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Makes sure that a move is scheduled. Costs one read if one is already.</summary>
    private void Wake()
    {
        if (Volatile.Read(ref _awake) != 0 || Interlocked.Exchange(ref _awake, 1) != 0 || _disposed)
            return;
        _timer.Change(_delay, Timeout.InfiniteTimeSpan);
    }

    private void WakeIfAnyLeft()
    {
        var any = _requests?.HaveChanged == true;
        lock (_lock)
            any |= _waiting.Count > 0 || _full.Count > 0 || _journal is { } journal && journal.Length > journal.Moved;
        if (any)
            Wake();
    }

    private async Task MoveInBackgroundAsync()
    {
        Volatile.Write(ref _awake, 0);
        // A flush that is under way looks at its end whether anything is left.
        if (_disposed || !_moving.Wait(0, CancellationToken.None))
            return;
        try
        {
            await MoveAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (UsageStoreException)
        {
            // Logged and counted where it happened; the records are kept, and another attempt is scheduled below.
        }
        finally
        {
            _moving.Release();
            WakeIfAnyLeft();
        }
    }

    private void MoveSucceeded()
    {
        _delay = _interval;
        if (_storeFails)
        {
            LedgerLog.StoreRecovered(_logger, _failuresInARow);
            // The timer may still stand at the long delay of the last failure: the next record sets it again.
            Volatile.Write(ref _awake, 0);
        }

        _storeFails = false;
        _failuresInARow = 0;
    }

    private void MoveFailed(Exception exception)
    {
        _failuresInARow++;
        _delay = TimeSpan.FromTicks(Math.Clamp(_delay.Ticks * 2, ShortestRetry.Ticks, LongestRetry.Ticks));
        if (!_storeFails)
            LedgerLog.StoreFailed(_logger, exception, _delay);
        _storeFails = true;
    }
}
