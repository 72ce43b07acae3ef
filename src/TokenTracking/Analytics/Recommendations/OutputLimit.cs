using System.Globalization;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>An operation that never sets an output limit, and whose answers now and then run away.</summary>
internal sealed class OutputLimit(CallGroup group) : CallRule
{
    private const int MinCalls = 50;

    private long _usual;
    private long _beyond;
    private decimal _saving;

    private long Limit => _usual * 2;

    public override bool Begin(int pass)
    {
        if (pass != 1 || group.Count < MinCalls || group.LimitsOutput)
            return false;
        _usual = group.Outputs.Percentile(95);
        return _usual > 0 && group.Outputs.Largest > Limit;
    }

    public override void Add(in UsageRecord call, int pass)
    {
        if (call.Usage.OutputTokens is not { } output || output <= Limit)
            return;
        _beyond++;
        // Without the price of the call at hand, the cost is spread evenly over its tokens. Output never costs less than input, so this is
        // a floor.
        if (call.Usage.TotalTokens is > 0 and var total)
            _saving = Saturating.Add(_saving, Saturating.Multiply(call.Cost!.Value, output - Limit) / total);
    }

    public override Recommendation? Find() => _saving <= 0m
        ? null
        : new Recommendation(
            RecommendationKind.OutputLimit, group.Provider, group.Model, group.Operation,
            string.Create(CultureInfo.InvariantCulture, $"Set an output limit for {group.Name}: {Limit} tokens."), _saving,
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{group.Count} calls without a limit; 95 % of the answers have at most {_usual} tokens, "
                    + $"{_beyond} more than {Limit}, the longest {group.Outputs.Largest}."),
            ],
            [
                "Responses that are more than twice as long as usual are not useful.",
                "A call's cost is spread evenly over its tokens; output costs more than input, so the saving is a lower bound.",
            ]);
}
