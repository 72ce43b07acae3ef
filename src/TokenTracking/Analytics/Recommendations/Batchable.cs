using System.Globalization;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>Many calls of one operation close together that nobody watched as they streamed: they could wait for a batch.</summary>
internal sealed class Batchable(CallGroup group, PriceBook prices) : CallRule
{
    private const int MinCalls = 20;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // The first calls of a burst, until there are enough of them for one.
    private readonly List<UsageRecord> _first = [];
    private DateTimeOffset _began;
    private bool _isBurst;
    private bool _isUnpriced;
    private long _bursts;
    private long _calls;
    private decimal _actual;
    private decimal _would;

    public override bool Begin(int pass) => pass == 0 && group.Operation is not null;

    public override void Add(in UsageRecord call, int pass)
    {
        if (call.TimeToFirstToken is not null || call.ServiceTier is not (null or "standard" or "default"))
            return;
        if ((_isBurst || _first.Count > 0) && call.Time - _began > Window)
        {
            _isBurst = false;
            _first.Clear();
        }

        if (_isBurst)
        {
            Count(in call);
            return;
        }

        if (_first.Count == 0)
            _began = call.Time;
        _first.Add(call);
        if (_first.Count < MinCalls)
            return;
        _bursts++;
        _isBurst = true;
        foreach (var one in _first)
            Count(in one);
        _first.Clear();
    }

    public override Recommendation? Find()
    {
        var saving = Saturating.Subtract(_actual, _would);
        if (_bursts == 0 || _isUnpriced || saving <= 0m)
            return null;
        return new Recommendation(
            RecommendationKind.Batch, group.Provider, group.Model, group.Operation, $"Send {group.Name} as batches.", saving,
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{_calls} calls, none streamed, in {_bursts} bursts of {MinCalls} or more within an hour; "
                    + $"{_actual} USD paid, {_would} USD as batches."),
            ],
            ["The caller can wait for the responses: a batch takes up to 24 hours."]);
    }

    private void Count(in UsageRecord call)
    {
        _calls++;
        _actual = Saturating.Add(_actual, call.Cost!.Value);
        if (prices.GetListedCost(call with { ServiceTier = "batch" }).Amount is { } cost)
            _would = Saturating.Add(_would, cost);
        else
            _isUnpriced = true;
    }
}
