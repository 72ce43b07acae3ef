using System.Globalization;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Costs;

/// <summary>A cost line by line, for people.</summary>
internal static class CostTable
{
    /// <summary>Writes the cost.</summary>
    /// <param name="cost">The cost.</param>
    /// <param name="host">Where to.</param>
    public static void Write(CostDocument cost, CommandHost host)
    {
        if (cost.Lines.Count > 0)
        {
            var table = new TableText().Text("Cost of").Figures("Tokens").Figures("Per million").Figures("Amount").Text("Price from").Text("Since");
            foreach (var line in cost.Lines)
            {
                table.Row([
                    line.Kind, Shown.Count(line.Tokens), "$" + line.PricePerMillion.ToString("#,##0.00##########", CultureInfo.InvariantCulture),
                    Shown.Money(line.Amount), line.Source ?? Shown.Unknown, line.EffectiveFrom ?? Shown.Unknown]);
            }

            table.WriteTo(host);
        }

        host.Out.WriteLine($"Cost {Shown.Money(cost.Amount)}" + (cost.ReportedByProvider is { } reported
            ? reported == cost.Amount ? ", as the provider reported it." : $"; the provider reported {Shown.Money(reported)}."
            : "."));
    }
}
