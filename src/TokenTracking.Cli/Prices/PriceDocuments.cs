using System.Globalization;
using TokenTracking.Cli.Text;
using TokenTracking.Pricing;

namespace TokenTracking.Cli.Prices;

/// <summary>Models with their prices, as <c>tokens prices list</c> and <c>show</c> print them in JSON.</summary>
/// <param name="Table">The table's id.</param>
/// <param name="At">The instant whose prices are marked as in force, in UTC.</param>
/// <param name="Models">The models.</param>
internal sealed record PricesDocument(string Table, string? At, IReadOnlyList<ModelDocument> Models);

/// <summary>A model.</summary>
/// <param name="Provider">Its provider, by its OpenTelemetry name.</param>
/// <param name="Model">Its name; <c>*</c> for every model that the provider names.</param>
/// <param name="Aliases">Other names at the same prices.</param>
/// <param name="Deprecated">True if its end is announced.</param>
/// <param name="RetiredOn">The day of its end; null if none is known.</param>
/// <param name="Prices">Its prices through time.</param>
internal sealed record ModelDocument(
    string Provider, string Model, IReadOnlyList<string> Aliases, bool Deprecated,
    string? RetiredOn, IReadOnlyList<PriceRowDocument> Prices)
{
    /// <summary>The document of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="at">The instant whose prices are in force.</param>
    /// <param name="inForceOnly">True leaves the other rows out.</param>
    /// <returns>The document.</returns>
    public static ModelDocument Of(ModelPrice model, DateTimeOffset at, bool inForceOnly)
    {
        var inForce = model.At(at);
        return new ModelDocument(
            model.Provider, model.Model, model.Aliases, model.IsDeprecated, PriceRowDocument.Day(model.RetiredOn),
            [.. model.Rows.Where(row => !inForceOnly || ReferenceEquals(row, inForce))
                .Select(row => PriceRowDocument.Of(row, ReferenceEquals(row, inForce)))]);
    }
}

/// <summary>Prices with the time they are valid in.</summary>
/// <param name="From">The first day (UTC); null if the list gives none.</param>
/// <param name="Until">The first day after; null if it is not limited.</param>
/// <param name="Hours">The hours of the day in UTC; null for all day.</param>
/// <param name="InForce">True for the prices that apply at the document's instant.</param>
/// <param name="Source">The list they are from.</param>
/// <param name="CheckedOn">The day of that list.</param>
/// <param name="SecondSource">The other list that has the model; null for none.</param>
/// <param name="SourcesAgree">False if that list has other base prices.</param>
/// <param name="Tiers">The prices by service tier and context tier.</param>
internal sealed record PriceRowDocument(
    string? From, string? Until, string? Hours, bool InForce, string Source, string? CheckedOn, string? SecondSource, bool SourcesAgree,
    IReadOnlyList<TierDocument> Tiers)
{
    /// <summary>The document of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="inForce">Whether it applies.</param>
    /// <returns>The document.</returns>
    public static PriceRowDocument Of(PriceRow row, bool inForce) => new(
        Day(row.EffectiveFrom), Day(row.EffectiveUntil), Span(row.Hours), inForce, row.Source.Name,
        Day(row.Source.CheckedOn), row.SecondSource?.Name,
        row.SourcesAgree, [.. row.Cards.Select(TierDocument.Of)]);

    /// <summary>A day: <c>2026-11-22</c>.</summary>
    /// <param name="day">The day; null for none.</param>
    /// <returns>The text; null for none.</returns>
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Span(HoursOfDay? hours) => hours is not { } h
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{h.From:HH:mm}-{h.To:HH:mm}");
}

/// <summary>The prices of one service tier within one context tier.</summary>
/// <param name="ServiceTier"><c>standard</c>, <c>batch</c>, <c>flex</c>, <c>priority</c>.</param>
/// <param name="Above">The input tokens above which it applies; null otherwise.</param>
/// <param name="AtLeast">The input tokens from which on it applies; null otherwise.</param>
/// <param name="Prices">USD per million, by kind.</param>
internal sealed record TierDocument(string ServiceTier, long? Above, long? AtLeast, IReadOnlyDictionary<string, decimal> Prices)
{
    /// <summary>The document of a card.</summary>
    /// <param name="card">The card.</param>
    /// <returns>The document.</returns>
    public static TierDocument Of(RateCard card) => new(
        card.ServiceTier.Length == 0 ? "standard" : card.ServiceTier,
        card.Boundary > 0 && !card.BoundaryIncluded ? card.Boundary : null,
        card.Boundary > 0 && card.BoundaryIncluded ? card.Boundary : null,
        card.Dimensions.ToDictionary(NameOf, dimension => JsonText.Exact(card[dimension]!.Value)));

    /// <summary>The name of a kind of price: <c>cacheRead</c>.</summary>
    /// <param name="dimension">The kind.</param>
    /// <returns>The name.</returns>
    public static string NameOf(PriceDimension dimension) => char.ToLowerInvariant(dimension.ToString()[0]) + dimension.ToString()[1..];
}
