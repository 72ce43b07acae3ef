using System.Numerics;

namespace TokenTracking.Pricing;

/// <summary>The prices of one service tier within one context tier, in USD per million tokens (calls, for what is counted in
/// calls).</summary>
public sealed class RateCard
{
    private readonly uint _listed;
    private readonly uint _second;
    private readonly decimal[] _prices;

    /// <summary>Creates a card.</summary>
    /// <param name="serviceTier">The service tier; empty for standard.</param>
    /// <param name="boundary">Where the context tier begins, in input tokens of the call; 0 for the base.</param>
    /// <param name="boundaryIncluded">True if a call of exactly <paramref name="boundary"/> tokens is in this tier.</param>
    /// <param name="prices">The listed prices; 0 is free, what is absent is not listed.</param>
    internal RateCard(
        string serviceTier, long boundary, bool boundaryIncluded,
        ReadOnlySpan<(PriceDimension Dimension, decimal Price, bool Second)> prices)
    {
        ServiceTier = serviceTier;
        Boundary = boundary;
        BoundaryIncluded = boundaryIncluded;
        foreach (var (dimension, _, second) in prices)
        {
            _listed |= 1u << (int)dimension;
            if (second)
                _second |= 1u << (int)dimension;
        }

        _prices = new decimal[BitOperations.PopCount(_listed)];
        foreach (var (dimension, price, _) in prices)
            _prices[IndexOf(dimension)] = price;
    }

    /// <summary>The service tier: empty for standard; otherwise, <c>batch</c>, <c>flex</c>, <c>priority</c>.</summary>
    public string ServiceTier { get; }

    /// <summary>Where the context tier begins, in input tokens of the call (cached ones included); 0 for the base prices.</summary>
    public long Boundary { get; }

    /// <summary>True if a call of exactly <see cref="Boundary"/> tokens is in this tier (<c>&gt;=</c>), false if it is not
    /// (<c>&gt;</c>): the rule of the row's own source.</summary>
    public bool BoundaryIncluded { get; }

    /// <summary>What the card lists.</summary>
    public IEnumerable<PriceDimension> Dimensions
    {
        get
        {
            for (var i = 0; i < 32; i++)
            {
                if ((_listed & (1u << i)) != 0)
                    yield return (PriceDimension)i;
            }
        }
    }

    /// <summary>A price of the card.</summary>
    /// <param name="dimension">What it is for.</param>
    /// <returns>USD per million; null if the card does not list it. 0 is free.</returns>
    public decimal? this[PriceDimension dimension] => TryGet(dimension, out var price) ? price : null;

    /// <summary>Whether a call of so much input is in this context tier.</summary>
    /// <param name="inputTokens">All input tokens of the call, cached ones included.</param>
    /// <returns>True if it is.</returns>
    public bool Takes(long inputTokens) => Boundary == 0 || inputTokens > Boundary || (BoundaryIncluded && inputTokens == Boundary);

    internal bool TryGet(PriceDimension dimension, out decimal price)
    {
        if ((_listed & (1u << (int)dimension)) == 0)
        {
            price = 0m;
            return false;
        }

        price = _prices[IndexOf(dimension)];
        return true;
    }

    /// <summary>True if a price is from the second list of the row, because the first does not have it; otherwise, false.</summary>
    internal bool IsFromSecondList(PriceDimension dimension) => (_second & (1u << (int)dimension)) != 0;

    /// <summary>The same card at other prices.</summary>
    internal RateCard Times(decimal factor)
        => new(ServiceTier, Boundary, BoundaryIncluded, [.. Dimensions.Select(d => (d, this[d]!.Value * factor, IsFromSecondList(d)))]);

    private int IndexOf(PriceDimension dimension) => BitOperations.PopCount(_listed & ((1u << (int)dimension) - 1));
}
