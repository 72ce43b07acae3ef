using System.Text.Json;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;
using TokenTracking.Pricing;

namespace TokenTracking.Cli.Prices;

/// <summary>What changed between two tables.</summary>
/// <param name="Before">The id of the one.</param>
/// <param name="After">The id of the other.</param>
/// <param name="Added">Models that are new.</param>
/// <param name="Repriced">Models with other prices.</param>
/// <param name="Removed">Models that are no longer listed.</param>
/// <param name="Notes">Further remarks.</param>
internal sealed record ChangesDocument(
    string Before, string After, IReadOnlyList<ChangeDocument> Added, IReadOnlyList<ChangeDocument> Repriced,
    IReadOnlyList<ChangeDocument> Removed,
    IReadOnlyList<string> Notes)
{
    /// <summary>The document of changes.</summary>
    /// <param name="before">The book before.</param>
    /// <param name="after">The book after.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="notes">Further remarks.</param>
    /// <returns>The document.</returns>
    public static ChangesDocument Of(
        PriceBook before, PriceBook after, IReadOnlyList<PriceChange> changes, params IReadOnlyList<string> notes) => new(
        before.Id, after.Id,
        [.. changes.Where(static c => c.Kind == PriceChangeKind.Added).Select(ChangeDocument.Of)],
        [.. changes.Where(static c => c.Kind == PriceChangeKind.Repriced).Select(ChangeDocument.Of)],
        [.. changes.Where(static c => c.Kind == PriceChangeKind.Removed).Select(ChangeDocument.Of)],
        notes);

    /// <summary>Prints the changes.</summary>
    /// <param name="format">How.</param>
    /// <param name="host">Where to.</param>
    public void Write(OutputFormat format, CommandHost host)
    {
        if (format == OutputFormat.Json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(this, PricesJson.Indented.ChangesDocument));
            return;
        }

        var table = new TableText().Text("Change").Text("Provider").Text("Model").Text("Before").Text("After");
        foreach (var (kind, changes) in new[] { ("added", Added), ("repriced", Repriced), ("removed", Removed) })
        {
            foreach (var change in changes)
                table.Row([
                    kind, change.Provider, change.Model, ChangeDocument.Different(change.Before, change.After),
                    ChangeDocument.Different(change.After, change.Before)]);
        }

        if (Added.Count + Repriced.Count + Removed.Count > 0)
            table.WriteTo(host);
        host.Out.WriteLine(SafeText.Of($"{Before} -> {After}: {Added.Count} added, {Repriced.Count} repriced, {Removed.Count} removed."));
        foreach (var note in Notes)
            host.Out.WriteLine(SafeText.Of(note));
    }
}

/// <summary>One model that changed.</summary>
/// <param name="Provider">Its provider.</param>
/// <param name="Model">Its name.</param>
/// <param name="Before">Its prices before by kind (<c>input</c>, <c>batch input</c>), USD per million; null if it was not
/// listed.</param>
/// <param name="After">Its prices after; null if it is not listed.</param>
internal sealed record ChangeDocument(
    string Provider, string Model, IReadOnlyDictionary<string, decimal>? Before, IReadOnlyDictionary<string, decimal>? After)
{
    /// <summary>The document of a change.</summary>
    /// <param name="change">The change.</param>
    /// <returns>The document.</returns>
    public static ChangeDocument Of(PriceChange change) => new(change.Provider, change.Model, Prices(change.Before), Prices(change.After));

    /// <summary>The prices of one side that the other side does not have like this.</summary>
    /// <param name="side">One side.</param>
    /// <param name="other">The other side.</param>
    /// <returns>The text.</returns>
    public static string Different(IReadOnlyDictionary<string, decimal>? side, IReadOnlyDictionary<string, decimal>? other)
        => string.Join(", ", (side ?? new Dictionary<string, decimal>())
            .Where(price => other is null || !other.TryGetValue(price.Key, out var theirs) || theirs != price.Value)
            .Take(other is null ? 3 : 6).Select(static price => $"{price.Key} {PriceTable.Price(price.Value)}"));

    private static Dictionary<string, decimal>? Prices(PriceRow? row) => row?.Cards
        .SelectMany(static card => card.Dimensions.Select(d => (Name: Name(card, d), Price: JsonText.Exact(card[d]!.Value))))
        .ToDictionary(static price => price.Name, static price => price.Price);

    private static string Name(RateCard card, PriceDimension dimension)
        => (card.ServiceTier.Length + card.Boundary > 0 ? PriceTable.TierOf(card) + " " : "") + TierDocument.NameOf(dimension);
}
