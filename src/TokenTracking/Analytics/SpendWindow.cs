using System.Runtime.InteropServices;
using TokenTracking.Usage;

namespace TokenTracking.Analytics;

/// <summary>What the last five minutes spent, exact to a tenth of a second at any call rate.</summary>
internal sealed class SpendWindow
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <summary>Below it a rate says nothing: two calls a millisecond apart are not millions of tokens an hour.</summary>
    public static readonly TimeSpan ShortestBasis = TimeSpan.FromMinutes(1);

    // Calls this close to each other share an entry, which bounds the window to 3,000 entries.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(100);

    private readonly Queue<(DateTimeOffset Time, Spending Spent)> _closed = new();
    private (DateTimeOffset Time, Spending Spent) _open;
    private Spending _sum;

    public void Add(DateTimeOffset time, long tokens, decimal? cost)
    {
        var spent = new Spending(tokens, cost ?? 0, cost is null ? 0 : 1, 1);
        _sum += spent;
        if (time - _open.Time < Grain)
        {
            _open.Spent += spent;
            return;
        }

        if (_open.Time != default)
            _closed.Enqueue(_open);
        _open = (time, spent);
    }

    /// <summary>What was spent in the window that ends at <paramref name="now"/>.</summary>
    public Spending Spent(DateTimeOffset now)
    {
        var cutoff = Saturating.Add(now, -Length);
        while (_closed.TryPeek(out var oldest) && oldest.Time <= cutoff)
        {
            _closed.Dequeue();
            _sum -= oldest.Spent;
        }

        if (_open.Time != default && _open.Time <= cutoff)
        {
            _sum -= _open.Spent;
            _open = default;
        }

        return _sum;
    }

    /// <summary>Gives back the memory of a busy time, if nothing is in the window.</summary>
    public void TrimIfEmpty()
    {
        if (_closed.Count == 0)
            _closed.TrimExcess();
    }

    /// <summary>The time that a rate is taken over: no longer than <paramref name="longest"/>, never below the shortest basis.</summary>
    public static TimeSpan Basis(TimeSpan elapsed, TimeSpan longest)
    {
        var basis = elapsed < longest ? elapsed : longest;
        return basis > ShortestBasis ? basis : ShortestBasis;
    }

    /// <summary>The sums of some calls. What is added is subtracted later, so they must be exact: a record's limits keep the cost within a
    /// decimal at any call rate, and the tokens have 128 bits.</summary>
    /// <param name="Tokens">Tokens.</param>
    /// <param name="Cost">USD, of the priced calls.</param>
    /// <param name="PricedCalls">Calls that have a cost.</param>
    /// <param name="Calls">Calls.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Spending(Int128 Tokens, decimal Cost, long PricedCalls, long Calls)
    {
        public static Spending operator +(Spending left, Spending right)
            => new(left.Tokens + right.Tokens, left.Cost + right.Cost, left.PricedCalls + right.PricedCalls, left.Calls + right.Calls);

        public static Spending operator -(Spending left, Spending right)
            => new(left.Tokens - right.Tokens, left.Cost - right.Cost, left.PricedCalls - right.PricedCalls, left.Calls - right.Calls);
    }
}
