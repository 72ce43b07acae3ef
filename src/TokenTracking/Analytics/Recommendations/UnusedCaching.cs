using System.Globalization;
using TokenTracking.Pricing;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>The same operation with prompts of nearly the same length, over and over, and never a cache read: the prompts begin
/// alike.</summary>
internal static class UnusedCaching
{
    private const int MinCalls = 20;
    private const long MinInput = 1_024;
    private const decimal Spread = 0.1m;
    private const decimal AlikeShare = 0.8m;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static Recommendation? Look(CallGroup group, PriceBook prices)
    {
        if (group.Calls.Count < MinCalls || group.Calls.Exists(static call => call.Usage.CacheReadTokens > 0)
            || group.Calls[^1] is var last && prices.Find(group.Provider, group.Model)?.At(last.Time)?[PriceDimension.CacheRead] is null)
        {
            return null;
        }

        var median = CallGroup.Median(group.Calls.Select(static call => call.Usage.FreshInputTokens ?? 0));
        var alike = group.Calls.FindAll(call
            => call.Usage.FreshInputTokens is > MinInput and var input && Math.Abs(input - median) <= median * Spread);
        if (alike.Count < group.Calls.Count * AlikeShare)
            return null;

        // The longest beginning that the counts allow all of them to share, less a share for what differs.
        var prefix = (long)(alike.Min(static call => call.Usage.FreshInputTokens!.Value) * AlikeShare);
        var (saving, reads) = Price(alike, prefix, prices);
        if (prefix < MinInput || saving <= 0m)
            return null;
        return new Recommendation(
            RecommendationKind.PromptCaching, group.Provider, group.Model, group.Operation,
            $"Cache the beginning of the prompt of {group.Name}.", saving,
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{group.Calls.Count} calls without a cache read, {alike.Count} of them with {median} fresh input tokens ±10 %."),
                string.Create(CultureInfo.InvariantCulture, $"{reads} of them began within 5 minutes of the one before."),
            ],
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"The first {prefix} tokens of the prompts are the same (80 % of the smallest one): "
                    + $"no prompt is kept, so look at yours."),
            ]);
    }

    private static (decimal Saving, int Reads) Price(List<UsageRecord> calls, long prefix, PriceBook prices)
    {
        var (saving, reads) = (0m, 0);
        DateTimeOffset? before = null;
        foreach (var call in calls)
        {
            var isRead = before is { } time && call.Time - time <= Lifetime;
            before = call.Time;
            var usage = call.Usage;
            var rest = usage.FreshInputTokens!.Value - prefix;
            var cached = TokenUsage.FromBuckets(
                rest, isRead ? prefix : usage.CacheReadTokens, isRead ? usage.CacheWrite5mTokens : (usage.CacheWrite5mTokens ?? 0) + prefix,
                usage.CacheWrite1hTokens, usage.CacheWriteOtherTokens, usage.VisibleOutputTokens, usage.ReasoningTokens);
            var plain = prices.GetListedCost(in call).Amount;
            var other = prices.GetListedCost(call with { Usage = cached }).Amount;
            if (plain is null || other is null)
                continue;
            saving = Saturating.Add(saving, Saturating.Subtract(plain.Value, other.Value));
            reads += isRead ? 1 : 0;
        }

        return (saving, reads);
    }
}
