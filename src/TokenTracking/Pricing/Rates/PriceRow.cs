namespace TokenTracking.Pricing;

/// <summary>The prices of a model with the time they are valid in.</summary>
public sealed partial class PriceRow
{
    private static readonly long DayTicks = TimeSpan.FromDays(1).Ticks;

    private readonly long _fromTicks;
    private readonly long _untilTicks;
    private readonly RateCard[] _cards;

    internal PriceRow(
        DateOnly? effectiveFrom, DateOnly? effectiveUntil, HoursOfDay? hours, PriceSource source,
        PriceSource? secondSource, bool sourcesAgree,
        RateCard[] cards)
    {
        EffectiveFrom = effectiveFrom;
        EffectiveUntil = effectiveUntil;
        Hours = hours;
        Source = source;
        SecondSource = secondSource;
        SourcesAgree = sourcesAgree;
        _cards = cards;
        _fromTicks = effectiveFrom is { } from ? from.DayNumber * DayTicks : 0;
        _untilTicks = effectiveUntil is { } until ? until.DayNumber * DayTicks : long.MaxValue;
    }

    /// <summary>The first day (UTC) of these prices; null if the source gives none: valid until a later row begins.</summary>
    public DateOnly? EffectiveFrom { get; }

    /// <summary>The first day (UTC) on which they are no longer valid; null if it is not limited.</summary>
    public DateOnly? EffectiveUntil { get; }

    /// <summary>The hours of the day they are valid in; null for all day.</summary>
    public HoursOfDay? Hours { get; }

    /// <summary>The list whose figures these are.</summary>
    public PriceSource Source { get; }

    /// <summary>The other list that has the model; null if only one has.</summary>
    public PriceSource? SecondSource { get; }

    /// <summary>False if the second list has other base prices: usually an older state.</summary>
    public bool SourcesAgree { get; }

    /// <summary>The prices by service tier and context tier; the standard base prices first.</summary>
    public IReadOnlyList<RateCard> Cards => _cards;

    /// <summary>A standard base price.</summary>
    /// <param name="dimension">What it is for.</param>
    /// <returns>USD per million; null if it is not listed. 0 is free.</returns>
    public decimal? this[PriceDimension dimension] => _cards[0][dimension];

    /// <summary>Whether the prices are valid at an instant.</summary>
    /// <param name="time">The instant.</param>
    /// <returns>True if they are.</returns>
    public bool AppliesAt(DateTimeOffset time)
    {
        var ticks = time.UtcTicks;
        return ticks >= _fromTicks && ticks < _untilTicks && (Hours is not { } hours || hours.Contains(ticks % DayTicks));
    }

    internal RateCard? FindExact(string serviceTier, long boundary)
    {
        foreach (var card in _cards)
        {
            if (card.Boundary == boundary && card.ServiceTier == serviceTier)
                return card;
        }

        return null;
    }

    /// <summary>The card of a service tier for a call of so much input; null if the tier is not listed.</summary>
    internal RateCard? Find(string serviceTier, long inputTokens)
    {
        RateCard? found = null;
        foreach (var card in _cards)
        {
            if ((ReferenceEquals(card.ServiceTier, serviceTier) || card.ServiceTier == serviceTier) && card.Takes(inputTokens)
                && (found is null || card.Boundary >= found.Boundary))
            {
                found = card;
            }
        }

        return found;
    }
}
