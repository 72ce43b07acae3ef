using System.Globalization;
using TokenTracking.Pricing;

namespace TokenTracking.Analytics.Alternatives;

/// <summary>Replaces the model that answered with another one.</summary>
internal sealed class Substitution(PriceBook prices, ModelPrice target, string model)
{
    private readonly HashSet<PriceRow> _rows = [];
    private readonly SortedSet<string> _assumptions = new(StringComparer.Ordinal);

    public IReadOnlyList<PriceRow> RowsUsed => [.. _rows.OrderBy(static row => row.EffectiveFrom)];

    public IEnumerable<string> Assumptions => _assumptions;

    /// <summary>What the call would have cost; null if its usage or the price is not known.</summary>
    public decimal? CostOf(in UsageRecord record)
    {
        var time = TimeOf(record.Time);
        var other = record with
        {
            Provider = target.Provider,
            RequestModel = null,
            ResponseModel = model,
            Time = time,
            ReportedCost = null,
            Speed = null,
            Geo = null,
        };
        if (prices.GetListedCost(in other).Amount is { } cost)
            return Used(cost, time);
        if (record.ServiceTier is not null && prices.GetListedCost(other with { ServiceTier = null }).Amount is { } standard)
        {
            _assumptions.Add($"Calls of the tier '{record.ServiceTier}' at the standard price: the other model lists none for it.");
            return Used(standard, time);
        }

        // Searches and similar are billed by whoever runs them; without a price for them the tokens alone can be compared.
        var tokens = record.Usage;
        var text = TokenUsage.FromBuckets(
            tokens.FreshInputTokens, tokens.CacheReadTokens, tokens.CacheWrite5mTokens,
            cacheWriteOther: Sum(tokens.CacheWrite1hTokens, tokens.CacheWriteOtherTokens),
            visibleOutput: tokens.VisibleOutputTokens, reasoning: tokens.ReasoningTokens);
        if (prices.GetListedCost(other with { ServiceTier = null, Usage = text }).Amount is not { } bare)
            return null;
        if (tokens.ServerToolCalls > 0)
            _assumptions.Add("Without the server-side tools: the other model lists no price for them.");
        if (tokens.CacheWrite1hTokens > 0)
            _assumptions.Add("1-hour cache writes at the other model's write price: it lists no 1-hour price.");
        return Used(bare, time);
    }

    private static long? Sum(long? left, long? right) => left is null && right is null ? null : (left ?? 0) + (right ?? 0);

    private decimal Used(decimal cost, DateTimeOffset time)
    {
        if (target.At(time) is { } row && _rows.Add(row) && row[PriceDimension.CacheRead] is null)
            _assumptions.Add("Cache reads at the input price: the other model lists no price for them.");
        return cost;
    }

    private DateTimeOffset TimeOf(DateTimeOffset time)
    {
        if (target.At(time) is not null || target.Rows.Min(static row => row.EffectiveFrom) is not { } first)
            return time;
        _assumptions.Add(string.Create(CultureInfo.InvariantCulture,
            $"Calls before {first:yyyy-MM-dd} at the price of that day: the other model has none before."));
        return new DateTimeOffset(first, TimeOnly.FromTimeSpan(time.UtcDateTime.TimeOfDay), TimeSpan.Zero);
    }
}
