using TokenTracking.Cli.Prices.Lists;

namespace TokenTracking.PriceTable;

/// <summary>Finds every figure of the two lists, as they stand there, that the table does not have like this.</summary>
/// <param name="book">The table.</param>
/// <param name="provider">Whose models.</param>
/// <param name="dated">genai-prices' models of it.</param>
/// <param name="wide">LiteLLM's, errors included.</param>
/// <param name="genaiDay">The day of the one.</param>
/// <param name="wideDay">The day of the other.</param>
internal sealed class Comparer(
    PriceBook book, ProviderName provider, List<GenaiModel> dated, SortedDictionary<string, ListedModel> wide, DateOnly genaiDay,
    DateOnly wideDay)
{
    private static readonly string[] InputCodes =
    [
        Codes.Input, Codes.CacheRead, Codes.CacheWrite, Codes.CacheWrite1h, Codes.AudioInput, Codes.AudioCacheRead, Codes.ImageInput,
        Codes.ImageCacheRead,
    ];

    private readonly List<Deviation> _found = [];

    public List<Deviation> Compare()
    {
        var names = new SortedSet<string>(wide.Keys, StringComparer.Ordinal);
        foreach (var model in dated)
            names.UnionWith(model.StatedNames.Append(model.Id).Where(name => Owner(name) == model));
        foreach (var name in names.Where(Belongs))
            Compare(name);
        return _found;
    }

    // genai-prices has one provider for both platforms of Google.
    private bool Belongs(string name) => provider.Name != "gcp.gemini"
        || !(name.Contains("claude", StringComparison.Ordinal) || name.EndsWith("-maas", StringComparison.Ordinal));

    // By genai-prices' own rule: the first model whose rule takes the name.
    private GenaiModel? Owner(string name) => dated.Find(model => model.Matches(name)) ?? dated.Find(model => model.Id == name);

    private void Compare(string name)
    {
        var owner = Owner(name);
        wide.TryGetValue(name, out var other);
        var subject = new Subject(provider.Name, name, new Probe(book, provider.Name, name), book.Find(provider.Name, name), owner, other);
        foreach (var row in owner?.Listed.Rows ?? [])
            CompareGenai(subject, row);
        if (other is not null)
            CompareWide(subject, other);
    }

    private void CompareGenai(Subject subject, Row row)
    {
        var at = BeginOf(row, subject.Owner!.Listed.Rows);
        foreach (var card in row.Cards)
        {
            foreach (var (code, price) in card.Prices)
            {
                var ours = subject.Probe.Price(code, "", InputOf(code, card.Above), at);
                if (ours?.Price != price.PerMillion)
                    Add(subject, code, card, price.PerMillion, subject.Wide(row, card, code), ours, Why.OfGenai(subject));
            }
        }

        // The list's own rule: the hours hold always, before the day of the price they belong to as well.
        if (row is { Hours: { } hours, From: { } from })
        {
            var before = new DateTimeOffset(from.AddDays(-1), Subject.Hour(hours[..4]), TimeSpan.Zero);
            foreach (var (code, price) in row.Base.Prices)
            {
                var ours = subject.Probe.Price(code, "", InputOf(code, 0), before);
                if (ours?.Price != price.PerMillion)
                    Add(subject, code, row.Base, price.PerMillion, null, ours, Reason.PeakHours, $" {hours} before {from:yyyy-MM-dd}");
            }
        }
    }

    private void CompareWide(Subject subject, ListedModel other)
    {
        // The list has no dates: it says what held on the day it was copied.
        var at = new DateTimeOffset(wideDay, new TimeOnly(12, 0), TimeSpan.Zero);
        foreach (var card in other.Rows[0].Cards)
        {
            if (card is { Tier.Length: 0, Above: > 0 })
                CompareBoundary(subject, card, at);
            foreach (var (code, price) in card.Prices)
            {
                var ours = subject.Probe.Price(code, card.Tier, InputOf(code, card.Above), at);
                if (ours?.Price != price.PerMillion)
                    Add(subject, code, card, subject.Genai(card, code, at), price.PerMillion, ours, Why.OfWide(subject, card, code, at));
            }
        }

        foreach (var (key, factor) in other.Multipliers)
        {
            if (subject.Probe.Factor(key, at) is var ours && ours != factor)
                _found.Add(
                    new Deviation(
                        provider.Name, subject.Name, key, "–", "× " + Probe.Text(factor), "× " + Probe.Text(ours), Reason.Unknown));
        }
    }

    private void CompareBoundary(Subject subject, Card card, DateTimeOffset at)
    {
        var ours = subject.Probe.ContextTier(card.Above, at);
        var tier = $">{card.Above}";

        // xAI's tiers begin at the boundary in LiteLLM's calculation, all others behind it.
        var theirs = provider.Name == "x_ai" ? $">={card.Above}" : tier;
        if (subject.Probe.ContextTier(card.Above + 1, at) is { } high && high.EndsWith(tier[1..], StringComparison.Ordinal)
            && (ours == high) != (theirs[1] == '='))
        {
            var genai = subject.GenaiTier(card.Above, at);
            _found.Add(
                new Deviation(provider.Name, subject.Name, $"boundary {card.Above}", genai ?? "–", theirs, high, Reason.BoundaryRule));
        }
    }

    private void Add(
        Subject subject, string code, Card card, decimal? genai, decimal? wide, (decimal, bool)? ours, Reason reason, string when = "")
    {
        var what = (card.Tier.Length > 0 ? card.Tier + " " : "") + Probe.KindOf(code)
            + (card.Above > 0 ? (card.Inclusive ? " >=" : " >") + card.Above : "") + when;
        var found = new Deviation(provider.Name, subject.Name, what, Probe.Text(genai), Probe.Text(wide), Probe.Text(ours), reason);
        if (!_found.Contains(found))
            _found.Add(found);
    }

    private static long InputOf(string code, long above) => above > 0 ? above + 1 : InputCodes.Contains(code) ? 1 : 0;

    // The row's first day, at its first hour, or at one that no row for hours has.
    private DateTimeOffset BeginOf(Row row, List<Row> rows)
    {
        var hour = row.Hours is { } hours
            ? Subject.Hour(hours[..4])
            : Enumerable.Range(0, 24).Select(static hour => new TimeOnly(hour, 0)).First(
                time => !rows.Exists(other => other.Hours is not null && other.From == row.From && Subject.IsInHours(other, time)));
        var first = rows.Where(static other => other.From is not null).Select(static other => other.From!.Value)
            .DefaultIfEmpty(genaiDay.AddDays(1)).Min();
        return new DateTimeOffset(row.From ?? first.AddDays(-1), hour, TimeSpan.Zero);
    }
}
