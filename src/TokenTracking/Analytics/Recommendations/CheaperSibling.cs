using System.Globalization;
using TokenTracking.Analytics.Alternatives;
using TokenTracking.Pricing;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>An operation whose answers are short and need no reasoning may do with the smaller model of the same maker.</summary>
internal static class CheaperSibling
{
    private const int MinCalls = 20;
    private const long MaxMedianOutput = 1_000;
    private const decimal MinShare = 0.2m;

    public static Recommendation? Look(CallGroup group, PriceBook prices)
    {
        var reasoning = Saturating.Sum(group.Calls.Select(static call => call.Usage.ReasoningTokens ?? 0));
        var median = CallGroup.Median(group.Calls.Select(static call => call.Usage.OutputTokens ?? 0));
        if (group.Calls.Count < MinCalls || reasoning > 0 || median > MaxMedianOutput
            || Siblings.Of(prices, group.Provider, group.Model) is not { } sibling)
            return null;
        var target = prices.Find(group.Provider, sibling)!;
        var substitution = new Substitution(prices, target, sibling);
        var (actual, would) = (0m, 0m);
        foreach (var call in group.Calls)
        {
            if (substitution.CostOf(in call) is not { } cost)
                continue;
            actual = Saturating.Add(actual, call.Cost!.Value);
            would = Saturating.Add(would, cost);
        }

        var saving = Saturating.Subtract(actual, would);
        if (actual == 0m || saving / actual < MinShare)
            return null;
        return new Recommendation(
            RecommendationKind.CheaperSibling, group.Provider, group.Model, group.Operation,
            string.Create(CultureInfo.InvariantCulture, $"Switch {group.Name} to {sibling} to save {saving / actual:P0}."), saving,
            [
                string.Create(CultureInfo.InvariantCulture, $"{group.Calls.Count} calls, median output {median} tokens, no reasoning."),
                string.Create(CultureInfo.InvariantCulture, $"{actual} USD paid, {would} USD at {sibling} (table {prices.Id})."),
                .. substitution.RowsUsed.Select(row => string.Create(CultureInfo.InvariantCulture,
                    $"{sibling}: input {row[PriceDimension.Input]}, output {row[PriceDimension.Output]} USD per million, "
                    + $"{Since(row)}{row.Source.Name}.")),
            ],
            ["The same token counts.", "The responses of the smaller model are good enough: test it with a sample "
                + "first.", .. substitution.Assumptions]);
    }

    private static string Since(PriceRow row)
        => row.EffectiveFrom is { } day ? $"since {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, " : "";
}
