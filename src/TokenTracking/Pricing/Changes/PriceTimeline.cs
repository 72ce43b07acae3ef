using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TokenTracking.Pricing.Models;

namespace TokenTracking.Pricing.Changes;

/// <summary>Carries prices on through time: what changed gets a row from a day on.</summary>
internal sealed class PriceTimeline(DateOnly today)
{
    private readonly DateTimeOffset _now = new(today, TimeOnly.MinValue, TimeSpan.Zero);

    public List<PriceChange> Changes { get; } = [];

    public static string IdOf(DateOnly day, string table)
        => $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}-"
            + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table)))[..8];

    /// <summary>The rows in force on the day of an instant: the last one for the whole day, and those for hours behind it.</summary>
    public static List<PriceRow> InForce(ModelPrice model, DateTimeOffset at)
    {
        var rows = new List<PriceRow>();
        foreach (var row in model.Rows)
        {
            var inDate = row.EffectiveFrom is not { } from || from <= DateOnly.FromDateTime(at.UtcDateTime);
            if (!inDate || (row.Hours is null && !row.AppliesAt(at)))
                continue;
            if (row.Hours is null)
                rows.Clear();
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Whether two sets of rows list the same prices.</summary>
    /// <param name="before">One.</param>
    /// <param name="after">The other.</param>
    /// <param name="strict">False lets <paramref name="after"/> be silent about what <paramref name="before"/> lists.</param>
    public static bool SameListed(List<PriceRow> before, List<PriceRow> after, bool strict)
        => before.Count == after.Count
            && before.Zip(after).All(pair => pair.First.Hours == pair.Second.Hours && SameCards(pair.First, pair.Second, strict));

    public void Update(ProviderPrices provider, ProviderPrices newer)
    {
        foreach (var group in newer.Names.Order(StringComparer.Ordinal)
            .GroupBy(name => (Old: provider.FindExact(name), New: newer.FindExact(name)!)).ToList())
        {
            string[] names = [.. group];
            var (old, listed) = group.Key;
            if (old is null)
            {
                Add(provider, listed, names, [.. listed.Rows]);
                Changes.AddRange(names.Select(name => new PriceChange(PriceChangeKind.Added, provider.Name, name, null, listed.At(_now))));
            }
            else if (RowsToAdd(old, listed) is { Count: > 0 } rows)
            {
                Add(provider, listed, names, InOrder(old.Rows, rows), old.Traits);
                Changes.AddRange(
                    names.Select(name => new PriceChange(PriceChangeKind.Repriced, provider.Name, name, old.At(_now), rows[0])));
            }
        }

        var lists = newer.Models.SelectMany(static model => model.Rows)
            .Select(static row => ListOf(row.Source)).ToHashSet(StringComparer.Ordinal);
        Changes.AddRange(provider.Names.Where(name => newer.FindExact(name) is null).Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Row: provider.FindExact(name)!.At(_now)))
            .Where(gone => gone.Row is not null && gone.Row.SecondSource is null && lists.Contains(ListOf(gone.Row.Source)))
            .Select(gone => new PriceChange(PriceChangeKind.Removed, provider.Name, gone.Name, gone.Row, null)));
    }

    private List<PriceRow> RowsToAdd(ModelPrice old, ModelPrice listed)
    {
        var (before, after) = (InForce(old, _now), InForce(listed, _now));
        var rows = new List<PriceRow>();
        if (!SameListed(before, after, strict: false))
            rows.AddRange(after.Select(row => row.From(today)));

        // What a dated list announces for later.
        rows.AddRange(listed.Rows.Where(row => row.EffectiveFrom > today
            && !old.Rows.Any(
                known => known.EffectiveFrom == row.EffectiveFrom && known.Hours == row.Hours && SameCards(known, row, strict: false))));
        return rows;
    }

    // By day, so that a price of a later day keeps winning from that day on.
    private static PriceRow[] InOrder(IReadOnlyList<PriceRow> old, List<PriceRow> added)
        => [.. old.Concat(added).OrderBy(static row => row.EffectiveFrom ?? DateOnly.MinValue)];

    private static void Add(ProviderPrices provider, ModelPrice listed, string[] names, PriceRow[] rows, ModelTraits? traits = null)
    {
        var canonical = names.Contains(listed.Model) ? listed.Model : names[0];
        provider.Add(new ModelPrice(provider.Name, canonical, [.. names.Where(name => name != canonical)], traits ?? listed.Traits, rows));
    }

    private static bool SameCards(PriceRow before, PriceRow after, bool strict)
        => (!strict || before.Cards.Count == after.Cards.Count)
            && after.Cards.All(card => before.FindExact(card.ServiceTier, card.Boundary) is { } known
                && known.BoundaryIncluded == card.BoundaryIncluded
                && (!strict || known.Dimensions.SequenceEqual(card.Dimensions))
                && card.Dimensions.All(dimension => known[dimension] == card[dimension]));

    // "genai-prices 0.1.8" and "genai-prices" are one list in two states.
    private static string ListOf(PriceSource source) => source.Url ?? source.Name;
}
