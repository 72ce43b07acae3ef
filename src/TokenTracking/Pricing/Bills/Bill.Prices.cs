using TokenTracking.Pricing.Rates;

namespace TokenTracking.Pricing.Bills;

internal partial struct Bill
{
    private readonly RateCard Base => Standard is { Boundary: > 0 } ? Row!.Find(ServiceTiers.Standard, 0)! : Standard!;

    // The service tier's own card, where it is for the same context tier. A flex price of the base says nothing of a long call.
    private readonly RateCard? Own => Tier is not null && Tier.Boundary == Standard!.Boundary ? Tier : null;

    private readonly bool Lists(PriceDimension dimension)
        => (Own is { } own && own.TryGet(dimension, out _)) || Standard!.TryGet(dimension, out _) || Base.TryGet(dimension, out _);

    private void Add(PriceDimension dimension, long quantity)
    {
        if (quantity <= 0)
            return;
        var priced = PricedAs(dimension);
        if (Own is { } own && own.TryGet(priced, out var price))
        {
            Add(dimension, quantity, price, derived: false, own.IsFromSecondList(priced));
            return;
        }

        if (!TryStandard(priced, out price, out var derived, out var fromSecondList))
        {
            Facts |= MissingOf(priced);
            return;
        }

        if (!ReferenceEquals(Tier, Standard) && !PriceDimensions.IsCounted(priced))
        {
            if (!TryTierFactor(priced, out var numerator, out var denominator, out var basis))
            {
                Facts |= BillFacts.UnlistedServiceTier;
                return;
            }

            if (price != 0m)
                Facts |= basis;

            // Multiplied first: 0.25 × 2.5 ÷ 5 is exact where 0.25 × (2.5 ÷ 5) might not be.
            price = price * numerator / denominator;
            derived = price != 0m;
        }

        Add(dimension, quantity, price, derived, fromSecondList);
    }

    // What has no separate price is priced as what it is a part of: reasoning is output, audio input is input.
    private readonly PriceDimension PricedAs(PriceDimension dimension) => dimension switch
    {
        PriceDimension.CacheWriteOther => PriceDimension.CacheWrite5m,
        _ when Lists(dimension) => dimension,
        PriceDimension.Reasoning or PriceDimension.AudioOutput or PriceDimension.ImageOutput => PriceDimension.Output,
        PriceDimension.AudioInput or PriceDimension.ImageInput => PriceDimension.Input,
        PriceDimension.AudioCacheRead or PriceDimension.ImageCacheRead => PriceDimension.CacheRead,
        _ => dimension,
    };

    private bool TryStandard(PriceDimension dimension, out decimal price, out bool derived, out bool fromSecondList)
    {
        derived = false;
        fromSecondList = Standard!.IsFromSecondList(dimension);
        if (Standard.TryGet(dimension, out price))
            return true;
        if (!ReferenceEquals(Base, Standard) && Base.TryGet(dimension, out price))
        {
            fromSecondList = Base.IsFromSecondList(dimension);
            var side = PriceDimensions.IsOutput(dimension) ? PriceDimension.Output : PriceDimension.Input;
            if (IsPartOfText(dimension) && Base.TryGet(side, out var low) && low != 0m && Standard.TryGet(side, out var high))
            {
                price = price * high / low;
                derived = true;
                Facts |= BillFacts.DerivedInLongContext;
            }

            return true;
        }

        return TryMultiplier(dimension, out price, out derived);
    }

    // Anthropic documents its cache prices as factors of the input price: 1.25 for 5 minutes, 2 for 1 hour, 0.1 for a read.
    // Source: platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing. Elsewhere a cache without a separate price saves
    // nothing.
    private bool TryMultiplier(PriceDimension dimension, out decimal price, out bool derived)
    {
        derived = true;
        price = 0m;
        if (dimension == PriceDimension.ServerToolCall && SearchPrices.TryDocumented(Model!.Provider, Model.Model, out price))
        {
            Facts |= BillFacts.DerivedSearch;
            return true;
        }

        if (dimension is not (PriceDimension.CacheRead or PriceDimension.CacheWrite5m or PriceDimension.CacheWrite1h)
            || !Standard!.TryGet(PriceDimension.Input, out var input))
        {
            return false;
        }

        if (Model!.Traits.IsClaude)
        {
            Facts |= BillFacts.DerivedCachePrice;
            price = input * (dimension switch { PriceDimension.CacheRead => 0.1m, PriceDimension.CacheWrite5m => 1.25m, _ => 2m });
            return true;
        }

        if (dimension == PriceDimension.CacheWrite1h && input != 0m)
            return false;
        if (input != 0m)
            Facts |= dimension == PriceDimension.CacheRead ? BillFacts.CacheReadAtInputPrice : BillFacts.CacheWriteAtInputPrice;
        derived = input != 0m;
        price = input;
        return true;
    }

    // The ratio of the tier if its card lists the input (the output); otherwise, the provider's documented discount for all models.
    private readonly bool TryTierFactor(PriceDimension dimension, out decimal numerator, out decimal denominator, out BillFacts basis)
    {
        basis = BillFacts.DerivedInTier;
        var side = PriceDimensions.IsOutput(dimension) ? PriceDimension.Output : PriceDimension.Input;
        if (Tier is not null && Row!.FindExact(ServiceTiers.Standard, Tier.Boundary) is { } standard
            && Tier.TryGet(side, out numerator) && standard.TryGet(side, out denominator) && denominator != 0m)
        {
            return true;
        }

        basis = BillFacts.DerivedTier;
        denominator = 1m;
        return ServiceTiers.TryDocumentedFactor(ServiceTier!, Model!.Provider, out numerator);
    }

    private static bool IsPartOfText(PriceDimension dimension)
        => dimension is PriceDimension.CacheRead or PriceDimension.CacheWrite5m or PriceDimension.CacheWrite1h or PriceDimension.Reasoning;

    private static BillFacts MissingOf(PriceDimension dimension) => dimension switch
    {
        PriceDimension.ServerToolCall => BillFacts.UnlistedServerTool,
        PriceDimension.CacheWrite1h => BillFacts.UnlistedCacheWrite1h,
        _ when PriceDimensions.IsOutput(dimension) => BillFacts.UnlistedOutput,
        _ => BillFacts.UnlistedInput,
    };
}
