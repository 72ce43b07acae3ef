using System.Globalization;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;
using TokenTracking.Pricing;

namespace TokenTracking.Cli.Prices;

/// <summary>Prices as people read them.</summary>
internal static class PriceTable
{
    /// <summary>A price per million, exact.</summary>
    /// <param name="price">USD; null if not listed.</param>
    /// <returns>The text.</returns>
    public static string Price(decimal? price)
        => price is { } usd ? "$" + usd.ToString("#,##0.00##########", CultureInfo.InvariantCulture) : Shown.Unknown;

    /// <summary>A tier in a word: <c>batch</c>, <c>&gt;200000</c>, <c>flex&gt;=272000</c>.</summary>
    /// <param name="card">The tier's prices.</param>
    /// <returns>The text.</returns>
    public static string TierOf(RateCard card)
    {
        var boundary = card.Boundary == 0
            ? ""
            : (card.BoundaryIncluded ? ">=" : ">") + card.Boundary.ToString(CultureInfo.InvariantCulture);
        return card.ServiceTier.Length + boundary.Length == 0 ? "standard" : card.ServiceTier + boundary;
    }

    /// <summary>Writes all prices of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="host">Where to.</param>
    public static void Write(ModelDocument model, CommandHost host)
    {
        host.Out.WriteLine(SafeText.Of($"{model.Model}, {model.Provider}"
            + (model.RetiredOn is { } day ? $", retired on {day}" : model.Deprecated ? ", deprecated" : "")));
        if (model.Aliases.Count > 0)
            host.Out.WriteLine(SafeText.Of("Also: " + string.Join(", ", model.Aliases)));
        var table = new TableText().Text("Since").Text("Hours (UTC)").Text("Tier").Text("Kind")
            .Figures("Per million").Text("Source").Text("In force");
        foreach (var row in model.Prices)
        {
            foreach (var tier in row.Tiers)
            {
                var name = tier.ServiceTier + (tier.Above is { } above ? $" >{above}" : tier.AtLeast is { } atLeast ? $" >={atLeast}" : "");
                foreach (var (kind, price) in tier.Prices)
                {
                    table.Row([
                        row.From ?? Shown.Unknown, row.Hours ?? "", name, kind, Price(price),
                        row.Source + (row.SourcesAgree ? "" : $" (not {row.SecondSource})"), row.InForce ? "yes" : ""]);
                }
            }
        }

        table.WriteTo(host);
    }
}
