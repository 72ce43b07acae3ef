using System.Globalization;
using TokenTracking.Pricing;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>The same operation with prompts of nearly the same length, over and over, and never a cache read: the prompts begin
/// alike.</summary>
internal sealed class UnusedCaching(CallGroup group, PriceBook prices) : CallRule
{
    private const int MinCalls = 20;
    private const long MinInput = 1_024;
    private const decimal Spread = 0.1m;
    private const decimal AlikeShare = 0.8m;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private long _median;
    private long _alike;
    private long _smallest = long.MaxValue;
    private long _prefix;
    private DateTimeOffset? _before;
    private long _reads;
    private decimal _saving;

    /// <summary>After the group is known, one pass finds the prompts that are alike, and one prices what their beginning would
    /// save.</summary>
    public override bool Begin(int pass)
    {
        if (pass == 1)
        {
            _median = group.FreshInputs.Percentile(50);
            return group.Count >= MinCalls && !group.ReadsCache
                && prices.Find(group.Provider, group.Model)?.At(group.LastTime)?[PriceDimension.CacheRead] is not null;
        }

        if (pass != 2 || _alike == 0 || _alike < group.Count * AlikeShare)
            return false;
        // The longest beginning that the counts allow all of them to share, less a share for what differs.
        _prefix = (long)(_smallest * AlikeShare);
        return _prefix >= MinInput;
    }

    public override void Add(in UsageRecord call, int pass)
    {
        if (call.Usage.FreshInputTokens is not (> MinInput and var input) || Math.Abs(input - _median) > _median * Spread)
            return;
        if (pass == 2)
        {
            Price(in call, input);
            return;
        }

        _alike++;
        _smallest = Math.Min(_smallest, input);
    }

    public override Recommendation? Find() => _saving <= 0m
        ? null
        : new Recommendation(
            RecommendationKind.PromptCaching, group.Provider, group.Model, group.Operation,
            $"Cache the beginning of the prompt of {group.Name}.", _saving,
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{group.Count} calls without a cache read, {_alike} of them with {_median} fresh input tokens ±10 %."),
                string.Create(CultureInfo.InvariantCulture, $"{_reads} of them began within 5 minutes of the one before."),
            ],
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"The first {_prefix} tokens of the prompts are the same (80 % of the smallest one): "
                    + $"no prompt is kept, so look at yours."),
            ]);

    private void Price(in UsageRecord call, long input)
    {
        var isRead = _before is { } time && call.Time - time <= Lifetime;
        _before = call.Time;
        var usage = call.Usage;
        var cached = TokenUsage.FromBuckets(
            input - _prefix, isRead ? _prefix : usage.CacheReadTokens,
            isRead ? usage.CacheWrite5mTokens : (usage.CacheWrite5mTokens ?? 0) + _prefix,
            usage.CacheWrite1hTokens, usage.CacheWriteOtherTokens, usage.VisibleOutputTokens, usage.ReasoningTokens);
        if (prices.GetListedCost(in call).Amount is not { } plain
            || prices.GetListedCost(call with { Usage = cached }).Amount is not { } other)
            return;
        _saving = Saturating.Add(_saving, Saturating.Subtract(plain, other));
        _reads += isRead ? 1 : 0;
    }
}
