using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TokenTracking.Pricing.Tables;

namespace TokenTracking.Cli.Prices.Lists;

/// <summary>Prints the table: tab-separated lines, one provider, model or price row each. The reader is PriceTableReader.</summary>
internal sealed class TableWriter
{
    private readonly StringBuilder _body = new();

    public int Models { get; private set; }

    public int Names { get; private set; }

    public void Provider(ProviderName provider, string? url)
        => Line("p", provider.Name, string.Join(',', provider.Aliases), string.Join(',', provider.Falls), provider.DatedForm,
            provider.FirstParty ? "1" : "", url ?? "");

    /// <summary>Names with the same prices in all respects are one model and its aliases.</summary>
    public void ModelsOf(IEnumerable<(string Name, ListedModel Model, string? Family)> models)
    {
        var groups = models.Where(static m => Codes.IsName(m.Name))
            .Select(static m => (m.Name, m.Model, Head: Head(m.Model, m.Family), Rows: string.Concat(m.Model.Rows.Select(RowLine))))
            .GroupBy(static m => (m.Model.Id, m.Head, m.Rows))
            .Select(static g => (Names: g.Select(static m => m.Name).ToList(), g.Key))
            .Select(static g => (Name: Canonical(g.Names, g.Key.Id), g.Names, g.Key.Head, g.Key.Rows))
            .OrderBy(static g => g.Name, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            Line("m", group.Name, string.Join(',', group.Names.Where(n => n != group.Name).Order(StringComparer.Ordinal)), group.Head);
            _body.Append(group.Rows);
            Models++;
            Names += group.Names.Count;
        }
    }

    /// <summary>A price for every model that the provider names.</summary>
    public void Free(char list)
    {
        Line("m", "*", "", "");
        _body.Append("r\t\t\t").Append(list).Append("\ti0 o0\n");
    }

    public string Finish(string checkedOn, params string[] lists)
    {
        var body = _body.ToString();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..8];
        return $"TokenTracking prices 1\t{checkedOn}-{hash}\n{string.Concat(lists.Select(static l => $"s\t{l}\n"))}{body}";
    }

    private static string Canonical(List<string> names, string id)
        => names.Contains(id, StringComparer.Ordinal)
            ? id
            : names.OrderBy(static n => n.Length).ThenBy(static n => n, StringComparer.Ordinal).First();

    private static string Head(ListedModel model, string? family)
    {
        var parts = new List<string>();
        if (family is not null)
            parts.Add("family=" + family);
        if (model.RetiredOn is { } day)
            parts.Add("retired=" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else if (model.Deprecated)
            parts.Add("retired=");
        parts.AddRange(model.Multipliers.Select(static m => m.Key + "=" + Number(m.Value)));
        return string.Join(' ', parts);
    }

    private static string RowLine(Row row)
    {
        var cards = row.Cards.Where(static c => c.Prices.Count > 0)
            .OrderBy(static c => c.Tier, StringComparer.Ordinal).ThenBy(static c => c.Above)
            .Select(c => CardHead(c) + string.Join(' ', c.Prices.Select(p => p.Key + Number(p.Value.PerMillion) + Mark(row, p.Value))));
        var from = row.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"r\t{from}\t{row.Hours}\t{row.Lists}\t{string.Join('|', cards)}\n";
    }

    private static string CardHead(Card card)
    {
        var boundary = card.Above > 0 ? (card.Inclusive ? ">=" : ">") + card.Above.ToString(CultureInfo.InvariantCulture) : "";
        return card.Tier.Length == 0 && boundary.Length == 0 ? "" : $"{card.Tier}{boundary}:";
    }

    private static string Mark(Row row, Price price) => row.Lists[0] == 'g' && price.List == 'l' ? "l" : "";

    private static string Number(decimal value) => (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private void Line(params string[] fields) => _body.AppendJoin('\t', fields).Append('\n');
}
