using System.Globalization;
using TokenTracking.Pricing.Rates;

namespace TokenTracking.Pricing;

public sealed partial class PriceRow
{
    /// <summary>The same prices, valid from a day on.</summary>
    internal PriceRow From(DateOnly day) => new(day, null, Hours, Source, SecondSource, SourcesAgree, _cards);

    /// <summary>This row, and behind it the same prices less a discount for the time of the discount: where several rows apply, the last
    /// one does, so a row and its discounted form stay together.</summary>
    internal IEnumerable<PriceRow> And(Discount discount, string file)
    {
        yield return this;
        var from = discount.From > EffectiveFrom || EffectiveFrom is null ? discount.From ?? EffectiveFrom : EffectiveFrom;
        var until = discount.Until < EffectiveUntil || EffectiveUntil is null ? discount.Until ?? EffectiveUntil : EffectiveUntil;
        if (until <= from)
            yield break;
        var percent = ((1m - discount.Factor) * 100m).ToString("0.####", CultureInfo.InvariantCulture);
        var source = Source with { Name = $"{file}: {percent} % off {Source.Name}" };
        yield return new PriceRow(
            from, until, Hours, source, SecondSource, SourcesAgree, [.. _cards.Select(card => card.Times(discount.Factor))]);
    }
}
