using System.Globalization;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>Many calls of one operation close together that nobody watched as they streamed: they could wait for a batch.</summary>
internal static class Batchable
{
    private const int MinCalls = 20;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public static Recommendation? Look(CallGroup group, PriceBook prices)
    {
        if (group.Operation is null)
            return null;
        var plain = group.Calls.FindAll(static call
            => call.TimeToFirstToken is null && call.ServiceTier is null or "standard" or "default");
        var bursts = Bursts(plain);
        if (bursts.Count == 0)
            return null;
        var (actual, would) = (0m, 0m);
        foreach (var call in bursts.SelectMany(static burst => burst))
        {
            if (prices.GetListedCost(call with { ServiceTier = "batch" }).Amount is not { } cost)
                return null;
            actual = Saturating.Add(actual, call.Cost!.Value);
            would = Saturating.Add(would, cost);
        }

        var saving = Saturating.Subtract(actual, would);
        if (saving <= 0m)
            return null;
        return new Recommendation(
            RecommendationKind.Batch, group.Provider, group.Model, group.Operation, $"Send {group.Name} as batches.", saving,
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{bursts.Sum(static burst => burst.Count)} calls, none streamed, "
                    + $"in {bursts.Count} bursts of {MinCalls} or more within an hour; "
                    + $"{actual} USD paid, {would} USD as batches."),
            ],
            ["The caller can wait for the responses: a batch takes up to 24 hours."]);
    }

    private static List<List<UsageRecord>> Bursts(List<UsageRecord> calls)
    {
        var bursts = new List<List<UsageRecord>>();
        var burst = new List<UsageRecord>();
        foreach (var call in calls)
        {
            if (burst.Count > 0 && call.Time - burst[0].Time > Window)
            {
                if (burst.Count >= MinCalls)
                    bursts.Add(burst);
                burst = [];
            }

            burst.Add(call);
        }

        if (burst.Count >= MinCalls)
            bursts.Add(burst);
        return bursts;
    }
}
