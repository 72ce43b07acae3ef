using TokenTracking.Pricing.Models;
using TokenTracking.Pricing.Rates;
using TokenTracking.Usage;

namespace TokenTracking.Pricing.Bills;

internal partial struct Bill
{
    public void Fill(PriceShelves prices, in UsageRecord record)
    {
        Factor = 1m;
        if (record.Usage.IsUnknown)
        {
            Facts = BillFacts.UnknownUsage;
            return;
        }

        Model = prices.Find(record.Provider, record.Model);
        if (Model is null)
        {
            Facts = BillFacts.UnknownModel;
            return;
        }

        Row = Model.At(record.Time);
        if (Row is null)
        {
            Facts = BillFacts.NoPriceAtThatTime;
            return;
        }

        // The whole input of this one call picks the context tier, cached tokens included, and all its tokens move.
        var input = record.Usage.InputTokens ?? 0;
        ServiceTier = ServiceTiers.Of(record.ServiceTier);
        if (ServiceTier is null)
        {
            Facts = BillFacts.UnknownServiceTier;
            return;
        }

        Standard = Row.Find(ServiceTiers.Standard, input);
        Tier = ServiceTier.Length == 0 ? Standard : Row.Find(ServiceTier, input);
        TakeFactor(in record);
        if (!IsPriced)
            return;
        AddInput(in record);
        AddOutput(in record);
        AddCalls(in record);
    }

    private void TakeFactor(in UsageRecord record)
    {
        var traits = Model!.Traits;
        if (record.Speed is { Length: > 0 } speed && !speed.Equals("standard", StringComparison.OrdinalIgnoreCase))
        {
            // Fast mode costs several times as much: without a listed factor the price is not known.
            if (!traits.TryGetMultiplier("speed:", speed, out var factor))
                Facts |= BillFacts.UnlistedSpeed;
            Factor *= factor;
        }

        if (record.Geo is not { Length: > 0 } geo || RegionalFactors.IsNone(geo))
            return;
        if (traits.TryGetMultiplier("geo:", geo, out var uplift))
            Factor *= uplift;
        else if (RegionalFactors.TryDocumented(Model.Provider, Model.Model, traits.IsClaude, geo, out var documented))
            (Factor, Facts) = (Factor * documented, Facts | BillFacts.Derived | BillFacts.DerivedRegion);
        else
            Facts |= BillFacts.UnlistedRegion;
    }

    private void AddInput(in UsageRecord record)
    {
        var usage = record.Usage;
        if (!Lists(PriceDimension.Input) && Lists(PriceDimension.Request))
            return; // Billed by the request alone.
        var fresh = usage.FreshInputTokens ?? 0;
        var read = usage.CacheReadTokens ?? 0;
        // What is stated first: it bounds what is not.
        if (usage.AudioCacheReadTokens is null && usage.ImageCacheReadTokens is not null)
        {
            AddImages(in usage, ref fresh, ref read);
            AddAudio(in usage, ref fresh, ref read);
        }
        else
        {
            AddAudio(in usage, ref fresh, ref read);
            AddImages(in usage, ref fresh, ref read);
        }

        Add(PriceDimension.Input, fresh);
        Add(PriceDimension.CacheRead, read);
        Add(PriceDimension.CacheWrite5m, usage.CacheWrite5mTokens ?? 0);
        Add(PriceDimension.CacheWrite1h, usage.CacheWrite1hTokens ?? 0);
        Add(PriceDimension.CacheWriteOther, usage.CacheWriteOtherTokens ?? 0);
        if (usage.InputTokens is null)
            Facts |= BillFacts.PartialUsage;
    }

    private void AddOutput(in UsageRecord record)
    {
        var usage = record.Usage;
        var visible = usage.VisibleOutputTokens ?? 0;
        AddPart(PriceDimension.AudioOutput, usage.AudioOutputTokens ?? 0, ref visible);
        AddPart(PriceDimension.ImageOutput, usage.ImageOutputTokens ?? 0, ref visible);
        Add(PriceDimension.Output, visible);
        Add(PriceDimension.Reasoning, usage.ReasoningTokens ?? 0);
        if (usage.OutputTokens is null && Lists(PriceDimension.Output))
            Facts |= BillFacts.PartialUsage;
    }

    private void AddCalls(in UsageRecord record)
    {
        if (Lists(PriceDimension.Request))
            Add(PriceDimension.Request, 1);
        // Where the request has a price and the searches have none, the request's price is the one for searching (Perplexity).
        if (Lists(PriceDimension.ServerToolCall) || !Lists(PriceDimension.Request))
            Add(PriceDimension.ServerToolCall, record.Usage.ServerToolCalls ?? 0);
    }

    private void AddAudio(in TokenUsage usage, ref long fresh, ref long read) => AddPart(
        PriceDimension.AudioInput, PriceDimension.AudioCacheRead, usage.AudioInputTokens, usage.AudioCacheReadTokens, in usage,
        ref fresh, ref read);

    private void AddImages(in TokenUsage usage, ref long fresh, ref long read) => AddPart(
        PriceDimension.ImageInput, PriceDimension.ImageCacheRead, usage.ImageInputTokens, usage.ImageCacheReadTokens, in usage,
        ref fresh, ref read);

    // Audio and images are parts of the input. Where the response does not state which of them came from the cache, the fresh tokens are
    // taken first.
    private void AddPart(
        PriceDimension dimension, PriceDimension cached, long? part, long? stated, in TokenUsage usage, ref long fresh, ref long read)
    {
        var tokens = Math.Max(part ?? 0, stated ?? 0);
        if (tokens == 0 || (!Lists(dimension) && !Lists(cached)))
            return;
        if (stated is null && CachedPart.IsOpen(tokens, fresh, usage.CacheWriteTokens ?? 0, read))
            Facts |= BillFacts.AudioOrImageFromCache | BillFacts.Derived;
        var fromCache = Math.Min(stated ?? Math.Max(tokens - fresh, 0), read);
        var fromFresh = Math.Min(tokens - fromCache, fresh);
        fresh -= fromFresh;
        read -= fromCache;
        Add(dimension, fromFresh);
        Add(cached, fromCache);
    }

    private void AddPart(PriceDimension dimension, long tokens, ref long visible)
    {
        if (tokens == 0 || !Lists(dimension))
            return;
        var part = Math.Min(tokens, visible);
        visible -= part;
        Add(dimension, part);
    }
}
