namespace TokenTracking.Analytics.Recommendations;

/// <summary>Counts of tokens, for their percentiles. Exact up to some hundred different counts; beyond, counts are put together that differ
/// by less than 0.4 %, so that the size does not depend on the number of calls.</summary>
internal sealed class TokenHistogram
{
    private const int MostExact = 1_024;
    private const int SignificantBits = 9;

    private SortedDictionary<long, long> _callsOf = [];
    private bool _isCoarse;

    public long Count { get; private set; }

    public long Largest { get; private set; }

    public void Add(long tokens)
    {
        Count++;
        Largest = Math.Max(Largest, tokens);
        Add(_isCoarse ? Coarse(tokens) : tokens, 1);
        if (_isCoarse || _callsOf.Count <= MostExact)
            return;
        var exact = _callsOf;
        (_callsOf, _isCoarse) = ([], true);
        foreach (var (value, calls) in exact)
            Add(Coarse(value), calls);
    }

    /// <summary>The smallest count that more than so many percent of the calls do not exceed; 0 without calls.</summary>
    public long Percentile(int percent)
    {
        var before = Math.Min(Count - 1, Count * percent / 100);
        foreach (var (value, calls) in _callsOf)
        {
            if (before < calls)
                return value;
            before -= calls;
        }

        return 0;
    }

    private void Add(long value, long calls) => _callsOf[value] = _callsOf.GetValueOrDefault(value) + calls;

    private static long Coarse(long tokens)
    {
        var dropped = Math.Max(0, 64 - (int)long.LeadingZeroCount(tokens) - SignificantBits);
        return tokens >> dropped << dropped;
    }
}
