using System.Globalization;
using TokenTracking.Analytics.Alternatives;
using TokenTracking.Pricing;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>An operation whose answers are short and need no reasoning may do with the smaller model of the same maker.</summary>
internal sealed class CheaperSibling : CallRule
{
    private const int MinCalls = 20;
    private const long MaxMedianOutput = 1_000;
    private const decimal MinShare = 0.2m;

    private readonly CallGroup _group;
    private readonly PriceBook _prices;
    private readonly string? _sibling;
    private readonly Substitution? _substitution;
    private decimal _actual;
    private decimal _would;

    public CheaperSibling(CallGroup group, PriceBook prices)
    {
        (_group, _prices) = (group, prices);
        _sibling = Siblings.Of(prices, group.Provider, group.Model);
        if (_sibling is not null && prices.Find(group.Provider, _sibling) is { } target)
            _substitution = new Substitution(prices, target, _sibling);
    }

    public override bool Begin(int pass) => pass == 0 && _substitution is not null;

    public override void Add(in UsageRecord call, int pass)
    {
        if (_substitution?.CostOf(in call) is not { } cost)
            return;
        _actual = Saturating.Add(_actual, call.Cost!.Value);
        _would = Saturating.Add(_would, cost);
    }

    public override Recommendation? Find()
    {
        var median = _group.Outputs.Percentile(50);
        var saving = Saturating.Subtract(_actual, _would);
        if (_substitution is null || _group.Count < MinCalls || _group.ReasoningTokens > 0 || median > MaxMedianOutput || _actual == 0m
            || saving / _actual < MinShare)
            return null;
        return new Recommendation(
            RecommendationKind.CheaperSibling, _group.Provider, _group.Model, _group.Operation,
            string.Create(CultureInfo.InvariantCulture, $"Switch {_group.Name} to {_sibling} to save {saving / _actual:P0}."), saving,
            [
                string.Create(CultureInfo.InvariantCulture, $"{_group.Count} calls, median output {median} tokens, no reasoning."),
                string.Create(CultureInfo.InvariantCulture, $"{_actual} USD paid, {_would} USD at {_sibling} (table {_prices.Id})."),
                .. _substitution.RowsUsed.Select(row => string.Create(CultureInfo.InvariantCulture,
                    $"{_sibling}: input {row[PriceDimension.Input]}, output {row[PriceDimension.Output]} USD per million, "
                    + $"{Since(row)}{row.Source.Name}.")),
            ],
            ["The same token counts.", "The responses of the smaller model are good enough: test it with a sample "
                + "first.", .. _substitution.Assumptions]);
    }

    private static string Since(PriceRow row)
        => row.EffectiveFrom is { } day ? $"since {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, " : "";
}
