using System.Globalization;
using TokenTracking.Pricing;
using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>A model that ends, or whose price has changed since it was called or is about to.</summary>
internal sealed class ModelLifecycle
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(90);

    private readonly string? _provider;
    private readonly string _model;
    private readonly PriceBook _prices;
    private readonly ModelPrice? _price;
    private readonly bool _isRetired;
    private readonly PriceRow? _next;
    private readonly DateTimeOffset _since;
    private long _calls;
    private DateTimeOffset _last;
    private long _before;
    private decimal _actual;
    private decimal _would;

    /// <summary>Begins to look at the calls of a model.</summary>
    public ModelLifecycle(string? provider, string model, PriceBook prices, DateTimeOffset now)
    {
        (_provider, _model, _prices) = (provider, model, prices);
        if (prices.Find(provider, model) is not { Model: not "*" } price)
            return;
        var horizon = DateOnly.FromDateTime(Saturating.Add(now, Ahead).UtcDateTime);
        _price = price;
        _isRetired = price.IsDeprecated && !(price.RetiredOn > horizon);
        _next = price.Rows.LastOrDefault(row => row.EffectiveFrom <= horizon);
        if (_next?.EffectiveFrom is { } start)
            _since = new DateTimeOffset(start, TimeOnly.MinValue, TimeSpan.Zero);
    }

    /// <summary>Takes the next call, by time.</summary>
    public void Add(in UsageRecord call)
    {
        if (_price is null)
            return;
        _calls++;
        _last = call.Time;
        if (_next is null || call.Time >= _since || call.CostBasis is not (CostBasis.Listed or CostBasis.Derived))
            return;
        _before++;
        if (_prices.GetListedCost(call with { Time = _since + call.Time.UtcDateTime.TimeOfDay }).Amount is not { } cost)
            return;
        _actual = Saturating.Add(_actual, call.Cost!.Value);
        _would = Saturating.Add(_would, cost);
    }

    public IEnumerable<Recommendation> Find()
    {
        if (_price is { } price && _isRetired)
            yield return Retired(price);
        if (_price is { } model && _next is { } next && _actual != _would)
            yield return Repriced(model, next);
    }

    private Recommendation Retired(ModelPrice price)
    {
        var sibling = Siblings.Of(_prices, price.Provider, price.Model);
        var when = price.RetiredOn is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"on {day:yyyy-MM-dd}")
            : "on a day not announced";
        return new Recommendation(
            RecommendationKind.ModelLifecycle, _provider, _model, null,
            $"Replace {price.Model}: its provider retires it {when}." + (sibling is null ? "" : $" {sibling} is the next "
                + "smaller model."), null,
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{_calls} calls in the period, the last on {_last.UtcDateTime:yyyy-MM-dd}; table {_prices.Id}."),
            ],
            []);
    }

    private Recommendation Repriced(ModelPrice price, PriceRow next) => new(
        RecommendationKind.ModelLifecycle, _provider, _model, null,
        string.Create(CultureInfo.InvariantCulture,
            $"{price.Model} has another price from {_since.UtcDateTime:yyyy-MM-dd} on: "
            + $"the same calls cost {Saturating.Divide(_would, Math.Max(_actual, 0.000001m)):P0} of what they did."),
        Saturating.Subtract(_actual, _would),
        [string.Create(CultureInfo.InvariantCulture,
            $"{_before} calls before that day, {_actual} USD; {_would} USD at the price from then on ({next.Source.Name}).")],
        ["The same calls are made again."]);
}
