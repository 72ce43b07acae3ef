using TokenTracking.Usage;

namespace TokenTracking.Pricing;

/// <summary>Puts a cost into records: the cost that the provider reported, the listed prices or the fallback price, in this order. Calls as
/// they happen and imported ones are priced by it alike.</summary>
/// <param name="prices">The listed prices.</param>
public sealed class RecordPricing(PriceBook prices)
{
    private readonly PriceBook _prices = prices ?? throw new ArgumentNullException(nameof(prices));

    /// <summary>Prices a record that has no cost yet.</summary>
    /// <param name="record">The record. If it has a cost, it is returned as it is.</param>
    /// <param name="fallbackPricePer1KTokens">USD per 1,000 tokens for calls without a listed price; null leaves them unpriced.</param>
    /// <returns>The record with its cost; without one if usage or price is unknown, or if the amount is not between 0 and
    /// <see cref="UsageRecord.MaxCost"/>.</returns>
    public UsageRecord Price(in UsageRecord record, decimal? fallbackPricePer1KTokens = null)
    {
        if (record.CostBasis != CostBasis.Unpriced)
            return record;
        var cost = Limit(_prices.GetCost(in record));
        if (cost.Amount is null && fallbackPricePer1KTokens is { } price && record.Usage.TotalTokens is { } tokens)
            cost = Limit(new CallCost(Saturating.Multiply(price, tokens) / 1000m, CostBasis.Fallback, "fallback"));
        var listed = cost.Basis == CostBasis.Reported ? Limit(_prices.GetListedCost(in record)) : CallCost.Unpriced;
        return record with
        {
            Cost = cost.Amount,
            CostBasis = cost.Basis,
            ListedCost = listed.Amount,
            PriceTable = cost.PriceTable ?? listed.PriceTable,
        };
    }

    // Counts at their limit times a listed price can come to more than any call costs.
    private static CallCost Limit(CallCost cost) => cost.Amount is { } amount && !UsageRecord.IsCost(amount) ? CallCost.Unpriced : cost;
}
