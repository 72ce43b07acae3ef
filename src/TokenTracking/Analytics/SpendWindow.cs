namespace TokenTracking.Analytics;

/// <summary>The tokens and the cost of the last five minutes, exact to a tenth of a second at any call rate.</summary>
internal sealed class SpendWindow
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <summary>Below it a rate says nothing: two calls a millisecond apart are not millions of tokens an hour.</summary>
    public static readonly TimeSpan ShortestBasis = TimeSpan.FromMinutes(1);

    // Calls this close to each other share an entry, which bounds the window to 3,000 entries.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(100);

    private readonly Queue<(DateTimeOffset Time, long Tokens, decimal Cost)> _closed = new();
    private (DateTimeOffset Time, long Tokens, decimal Cost) _open;
    private long _tokens;
    private decimal _cost;

    public void Add(DateTimeOffset time, long tokens, decimal cost)
    {
        _tokens += tokens;
        _cost += cost;
        if (time - _open.Time < Grain)
        {
            _open = (_open.Time, _open.Tokens + tokens, _open.Cost + cost);
            return;
        }

        if (_open.Time != default)
            _closed.Enqueue(_open);
        _open = (time, tokens, cost);
    }

    /// <summary>What was spent in the window that ends at <paramref name="now"/>.</summary>
    public (long Tokens, decimal Cost) Spent(DateTimeOffset now)
    {
        var cutoff = now - Length;
        while (_closed.TryPeek(out var oldest) && oldest.Time <= cutoff)
        {
            _closed.Dequeue();
            Forget(oldest.Tokens, oldest.Cost);
        }

        if (_open.Time != default && _open.Time <= cutoff)
        {
            Forget(_open.Tokens, _open.Cost);
            _open = default;
        }

        return (_tokens, _cost);
    }

    /// <summary>The time that a rate is taken over: no longer than <paramref name="longest"/>, never below the shortest basis.</summary>
    public static TimeSpan Basis(TimeSpan elapsed, TimeSpan longest)
    {
        var basis = elapsed < longest ? elapsed : longest;
        return basis > ShortestBasis ? basis : ShortestBasis;
    }

    private void Forget(long tokens, decimal cost)
    {
        _tokens -= tokens;
        _cost -= cost;
    }
}
