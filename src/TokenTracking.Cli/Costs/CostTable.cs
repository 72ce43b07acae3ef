using System.Globalization;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Costs;

/// <summary>A cost line by line, for people.</summary>
internal static class CostTable
{
    /// <summary>Writes the cost.</summary>
    /// <param name="cost">The cost.</param>
    /// <param name="host">Where to.</param>
    public static void Write(CostDocument cost, CommandHost host)
    {
        if (cost.ReportedByProvider is null)
            WriteLines(cost.Lines, host);
        else if (cost.Listed is { } listed)
            WriteLines(listed.Lines, host);
        host.Out.WriteLine((cost.ReportedByProvider, cost.Listed) switch
        {
            (null, _) => $"Cost {Shown.Money(cost.Amount)}",
            (_, null) => $"Cost {Shown.Money(cost.Amount)}, as the provider reported it; the price list does not have it.",
            (_, { } listed)
                => $"Cost {Shown.Money(cost.Amount)}, as the provider reported it; the price list makes it {Shown.Money(listed.Amount)}.",
        });
    }

    private static void WriteLines(IReadOnlyList<CostLineDocument> lines, CommandHost host)
    {
        var table = new TableText().Text("Cost of").Figures("Tokens").Figures("Per million")
            .Figures("Amount").Text("Price from").Text("Since");
        foreach (var line in lines)
        {
            table.Row([
                Words(line.Kind), Shown.Count(line.Tokens), Price(line.PricePerMillion), Shown.Money(line.Amount),
                (line.Source ?? Shown.Unknown) + (line.Derived ? " (derived)" : ""), line.EffectiveFrom ?? Shown.Unknown]);
        }

        table.WriteTo(host);
    }

    // A price is shown exactly as in the list, and never rounded.
    private static string Price(decimal? perMillion)
        => perMillion is { } price
            ? "$" + price.ToString("#,##0.00##########################", CultureInfo.InvariantCulture)
            : Shown.Unknown;

    // cacheWrite1h reads as "cache write 1h".
    private static string Words(string kind)
        => string.Concat(kind.Select(static c => char.IsUpper(c) || char.IsDigit(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
