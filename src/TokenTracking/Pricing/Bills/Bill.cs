using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TokenTracking.Pricing.Rates;

namespace TokenTracking.Pricing.Bills;

/// <summary>
/// What a call is billed for, line by line. A structure that is filled on the stack: the tracked path allocates nothing, and the cost and
/// its explanation come of the same lines, so they cannot differ.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal partial struct Bill
{
    public const int MaxLines = 15;

    private Lines _lines;

    public int Count { get; private set; }

    public BillFacts Facts { get; private set; }

    public ModelPrice? Model { get; private set; }

    public PriceRow? Row { get; private set; }

    /// <summary>The card of the base prices in force: standard tier, context tier of the call.</summary>
    public RateCard? Standard { get; private set; }

    /// <summary>The card of the call's service tier; null if none is listed.</summary>
    public RateCard? Tier { get; private set; }

    /// <summary>The call's service tier; null for a word without listed prices.</summary>
    public string? ServiceTier { get; private set; }

    /// <summary>The factor of region and speed on token prices.</summary>
    public decimal Factor { get; private set; }

    public readonly bool IsPriced => (Facts & BillFacts.Unpriced) == BillFacts.None;

    public readonly bool IsDerived => (Facts & BillFacts.Derived) != BillFacts.None;

    [UnscopedRef]
    public readonly ReadOnlySpan<Line> AsSpan() => ((ReadOnlySpan<Line>)_lines)[..Count];

    /// <summary>The sum of the lines in USD, exact.</summary>
    public readonly decimal Sum()
    {
        var sum = 0m;
        foreach (ref readonly var line in AsSpan())
            sum += line.Amount;
        return sum;
    }

    private void Add(PriceDimension dimension, long quantity, decimal price, bool derived, bool fromSecondList)
    {
        if (derived)
            Facts |= BillFacts.Derived;
        var factor = PriceDimensions.IsCounted(dimension) ? 1m : Factor;
        _lines[Count++] = new Line(dimension, quantity, price * factor, derived, fromSecondList);
    }

    /// <summary>One line.</summary>
    /// <param name="Dimension">What for.</param>
    /// <param name="Quantity">Tokens, or calls.</param>
    /// <param name="Price">USD per million of them, region and speed included.</param>
    /// <param name="Derived">True if a documented multiplier stands in for a price that is not listed.</param>
    /// <param name="FromSecondList">True if the price is not in the first list of the row, but in the second.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Line(PriceDimension Dimension, long Quantity, decimal Price, bool Derived, bool FromSecondList)
    {
        // Moving the decimal point six places is exact; a division would be slower and is not needed.
        public decimal Amount => Quantity * Price * 0.000001m;
    }

    [InlineArray(MaxLines)]
    private struct Lines
    {
        private Line _first;
    }
}
