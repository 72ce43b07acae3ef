using System.Globalization;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>An operation that never sets an output limit, and whose answers now and then run away.</summary>
internal static class OutputLimit
{
    private const int MinCalls = 50;

    public static Recommendation? Look(CallGroup group)
    {
        if (group.Calls.Count < MinCalls || group.Calls.Exists(static call => call.MaxOutputTokens is not null))
            return null;
        var outputs = group.Calls.Select(static call => call.Usage.OutputTokens ?? 0);
        var usual = CallGroup.Percentile(outputs, 95);
        var limit = usual * 2;
        var beyond = group.Calls.FindAll(call => call.Usage.OutputTokens > limit);
        if (usual == 0 || beyond.Count == 0)
            return null;
        var saving = Saturating.Sum(beyond.Select(call => CostOfOutputBeyond(call, limit)));
        if (saving <= 0m)
            return null;
        return new Recommendation(
            RecommendationKind.OutputLimit, group.Provider, group.Model, group.Operation,
            string.Create(CultureInfo.InvariantCulture, $"Set an output limit for {group.Name}: {limit} tokens."), saving,
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{group.Calls.Count} calls without a limit; 95 % of the answers have at most {usual} tokens, "
                    + $"{beyond.Count} more than {limit}, "
                    + $"the longest {outputs.Max()}."),
            ],
            [
                "Responses that are more than twice as long as usual are not useful.",
                "A call's cost is spread evenly over its tokens; output costs more than input, so the saving is a lower bound.",
            ]);
    }

    // Without the price of the call at hand, the cost is spread evenly over its tokens. Output never costs less than input, so this is a
    // floor.
    private static decimal CostOfOutputBeyond(in UsageRecord call, long limit)
        => call.Usage.TotalTokens is > 0 and var total
            ? Saturating.Multiply(call.Cost!.Value, call.Usage.OutputTokens!.Value - limit) / total
            : 0m;
}
