using System.Globalization;
using System.Text;
using TokenTracking.Pricing.Models;
using TokenTracking.Pricing.Rates;

namespace TokenTracking.Pricing.Tables;

/// <summary>Writes what <see cref="PriceTableReader"/> reads.</summary>
internal static class PriceTableWriter
{
    public static string Write(string id, IReadOnlyList<ProviderPrices> providers)
    {
        var rows = providers.SelectMany(static p => p.Models).SelectMany(static m => m.Rows).ToList();
        if (rows.Exists(static row => row.EffectiveUntil is not null))
            throw new InvalidOperationException("A table contains only listed prices. Put prices with an end date into a price file.");
        PriceSource[] sources = [.. rows.SelectMany(static row => new[] { row.Source, row.SecondSource }).OfType<PriceSource>().Distinct()];
        var text = new StringBuilder($"TokenTracking prices 1\t{id}\n");
        for (var i = 0; i < sources.Length; i++)
            text.Append(
                CultureInfo.InvariantCulture, $"s\t{Letter(i)}\t{sources[i].Name}\t{Day(sources[i].CheckedOn)}\t{sources[i].Url}\n");
        foreach (var provider in providers)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"p\t{provider.Name}\t{Join(provider.Aliases)}\t{Join(provider.FallsTo)}\t{provider.DatedForm}\t"
                + $"{(provider.IsFirstParty ? "1" : "")}\t\n");
            foreach (var model in provider.Models.OrderBy(static m => m.Model, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"m\t{model.Model}\t{Join(model.Aliases)}\t{Traits(model.Traits)}\n");
                foreach (var row in model.Rows)
                    AppendRow(text, row, sources);
            }
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, PriceRow row, PriceSource[] sources)
    {
        var lists = Letter(Array.IndexOf(sources, row.Source)).ToString();
        if (row.SecondSource is { } second)
            lists += (row.SourcesAgree ? "" : "!") + Letter(Array.IndexOf(sources, second));
        var hours = row.Hours is { } h
            ? h.From.ToString("HHmm", CultureInfo.InvariantCulture) + "-" + h.To.ToString("HHmm", CultureInfo.InvariantCulture)
            : "";
        text.Append(
            CultureInfo.InvariantCulture, $"r\t{Day(row.EffectiveFrom)}\t{hours}\t{lists}\t{string.Join('|', row.Cards.Select(Card))}\n");
    }

    private static string Card(RateCard card)
    {
        var boundary = card.Boundary == 0
            ? ""
            : (card.BoundaryIncluded ? ">=" : ">") + card.Boundary.ToString(CultureInfo.InvariantCulture);
        var prices = card.Dimensions.Select(
            d => PriceDimensions.Letters[(int)d] + Number(card[d]!.Value) + (card.IsFromSecondList(d) ? "l" : ""));
        return (card.ServiceTier.Length + boundary.Length > 0 ? $"{card.ServiceTier}{boundary}:" : "") + string.Join(' ', prices);
    }

    private static string Traits(ModelTraits traits)
    {
        var parts = new List<string>();
        if (traits.IsClaude)
            parts.Add("family=claude");
        if (traits.IsDeprecated)
            parts.Add("retired=" + Day(traits.RetiredOn));
        parts.AddRange((traits.Multipliers ?? []).Select(static m => m.Key + "=" + Number(m.Value)));
        return string.Join(' ', parts);
    }

    // The letter of a list is one that no price ends in, so that '0' to '9' and '.' stay free.
    private static char Letter(int index)
        => index < 50 ? (char)('A' + index) : throw new InvalidOperationException("A table can name at most 50 lists.");

    private static string Join(IReadOnlyList<string> names) => string.Join(',', names);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Number(decimal value) => (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
