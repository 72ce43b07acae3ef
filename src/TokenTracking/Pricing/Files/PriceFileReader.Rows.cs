using System.Globalization;
using System.Text.Json;
using TokenTracking.Pricing.Rates;

namespace TokenTracking.Pricing.Files;

internal sealed partial class PriceFileReader
{
    private static readonly string[] Tiers = [ServiceTiers.Batch, ServiceTiers.Flex, ServiceTiers.Priority];

    private static readonly PriceDimension[] Listable =
        [.. Enum.GetValues<PriceDimension>().Where(static dimension => dimension != PriceDimension.CacheWriteOther)];

    private static readonly string[] PriceNames = [.. Listable.Select(PriceDimensions.NameOf)];

    private PriceRow? ReadRow(JsonAt at)
    {
        if (!IsObject(at, "A price"))
            return null;
        CheckNames(at, [.. PriceNames, "from", "until", "hours", "longContext", .. Tiers]);
        var (from, until) = Period(at);
        var cards = new List<RateCard> { ReadCard(at, ServiceTiers.Standard, 0, false) };
        cards.AddRange(Items(at, "longContext").Select(tier => ReadLongContext(tier, ServiceTiers.Standard)).OfType<RateCard>());
        foreach (var tier in Tiers)
        {
            if (at[tier] is not { } own || !IsObject(own, $"'{tier}'"))
                continue;
            CheckNames(own, [.. PriceNames, "longContext"]);
            cards.Add(ReadCard(own, tier, 0, false));
            cards.AddRange(Items(own, "longContext").Select(context => ReadLongContext(context, tier)).OfType<RateCard>());
        }

        return new PriceRow(from, until, Hours(at), new PriceSource(Name, null, null), null, true, [.. cards]);
    }

    private RateCard? ReadLongContext(JsonAt at, string tier)
    {
        if (!IsObject(at, "An entry of 'longContext'"))
            return null;
        CheckNames(at, [.. PriceNames, "above", "atLeast"]);
        if ((at["above"] is null) == (at["atLeast"] is null))
            Error(at,
                "An entry of 'longContext' must have either 'above' (which excludes the boundary) or 'atLeast' (which includes "
                    + "it), in input tokens.");
        var included = at["atLeast"] is not null;
        var boundary = at[included ? "atLeast" : "above"];
        if (boundary is not null
            && (boundary.Number is not { } tokens || tokens <= 0 || tokens != decimal.Truncate(tokens) || tokens > TokenUsage.MaxCount))
            return Fail<RateCard?>(boundary, "The boundary must be a whole number of tokens greater than 0.", null);
        return ReadCard(at, tier, (long)(boundary?.Number ?? 0m), included);
    }

    private RateCard ReadCard(JsonAt at, string tier, long boundary, bool included)
    {
        var prices = new List<(PriceDimension, decimal, bool)>();
        foreach (var dimension in Listable)
        {
            if (at[PriceDimensions.NameOf(dimension)] is not { } value)
                continue;
            if (value.Number is not { } price || price < 0m)
                Error(value, $"'{PriceDimensions.NameOf(dimension)}' is a price per million and must be 0 (free) or greater.");
            else if (price > MaxPrice || price * _usdPerUnit > MaxPrice)
                Error(value, $"'{PriceDimensions.NameOf(dimension)}' is a price per million tokens and must be at most {MaxPrice} USD.");
            else
                prices.Add((dimension, price * _usdPerUnit, false));
        }

        if (prices.Count == 0)
            Error(at, $"There is no price here. Prices are: {string.Join(", ", PriceNames)}.");
        return new RateCard(tier, boundary, included, [.. prices]);
    }

    private HoursOfDay? Hours(JsonAt at)
    {
        if (at["hours"] is not { } value)
            return null;
        var parts = value.Text?.Split('-') ?? [];
        return parts.Length == 2
            && TimeOnly.TryParseExact(parts[0], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            && TimeOnly.TryParseExact(parts[1], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to)
            && from != to
            ? new HoursOfDay(from, to)
            : Fail<HoursOfDay?>(value, "'hours' must be two times of day in UTC, such as \"16:30-00:30\".", null);
    }
}
