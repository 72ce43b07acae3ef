using System.Globalization;
using TokenTracking.Pricing;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>Models that end, and models whose price has changed since they were called or is about to.</summary>
internal static class ModelLifecycle
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(90);

    public static IEnumerable<Recommendation> Look(IEnumerable<CallGroup> groups, PriceBook prices, DateTimeOffset now)
    {
        foreach (var model in groups.GroupBy(static group => (group.Provider, group.Model)))
        {
            if (prices.Find(model.Key.Provider, model.Key.Model) is not { Model: not "*" } price)
                continue;
            List<UsageRecord> calls = [.. model.SelectMany(static group => group.Calls)];
            if (Retired(price, calls, prices, now) is { } retired)
                yield return retired with { Provider = model.Key.Provider, Model = model.Key.Model };
            if (Repriced(price, calls, prices, now) is { } repriced)
                yield return repriced with { Provider = model.Key.Provider, Model = model.Key.Model };
        }
    }

    private static Recommendation? Retired(ModelPrice price, List<UsageRecord> calls, PriceBook prices, DateTimeOffset now)
    {
        if (!price.IsDeprecated || (price.RetiredOn is { } end && end > DateOnly.FromDateTime(Saturating.Add(now, Ahead).UtcDateTime)))
            return null;
        var sibling = Siblings.Of(prices, price.Provider, price.Model);
        var when = price.RetiredOn is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"on {day:yyyy-MM-dd}")
            : "on a day not announced";
        return new Recommendation(
            RecommendationKind.ModelLifecycle, null, null, null,
            $"Replace {price.Model}: its provider retires it {when}." + (sibling is null ? "" : $" {sibling} is the next "
                + "smaller model."), null,
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{calls.Count} calls in the period, the last "
                    + $"on {calls.Max(static call => call.Time).UtcDateTime:yyyy-MM-dd}; table {prices.Id}."),
            ],
            []);
    }

    private static Recommendation? Repriced(ModelPrice price, List<UsageRecord> calls, PriceBook prices, DateTimeOffset now)
    {
        var next = price.Rows.LastOrDefault(row => row.EffectiveFrom is { } from
            && from <= DateOnly.FromDateTime(Saturating.Add(now, Ahead).UtcDateTime));
        if (next?.EffectiveFrom is not { } start)
            return null;
        var since = new DateTimeOffset(start, TimeOnly.MinValue, TimeSpan.Zero);
        var before = calls.FindAll(call => call.Time < since && call.CostBasis is CostBasis.Listed or CostBasis.Derived);
        var (actual, would) = (0m, 0m);
        foreach (var call in before)
        {
            if (prices.GetListedCost(call with { Time = since + call.Time.UtcDateTime.TimeOfDay }).Amount is not { } cost)
                continue;
            actual = Saturating.Add(actual, call.Cost!.Value);
            would = Saturating.Add(would, cost);
        }

        if (actual == would)
            return null;
        return new Recommendation(
            RecommendationKind.ModelLifecycle, null, null, null,
            string.Create(CultureInfo.InvariantCulture,
                $"{price.Model} has another price from {start:yyyy-MM-dd} on: "
                + $"the same calls cost {Saturating.Divide(would, Math.Max(actual, 0.000001m)):P0} of what they did."),
            Saturating.Subtract(actual, would),
            [string.Create(CultureInfo.InvariantCulture,
                $"{before.Count} calls before that day, {actual} USD; {would} USD at the price from then on ({next.Source.Name}).")],
            ["The same calls are made again."]);
    }
}
