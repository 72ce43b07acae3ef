using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Explain;

/// <summary>Many responses, a row each, for people.</summary>
internal sealed class ExplainList
{
    private readonly TableText _table = new TableText()
        .Text("Id").Text("API").Text("Model")
        .Figures("Input").Figures("Cache read").Figures("Cache write").Figures("Output").Text("Usage").Figures("Cost");

    /// <summary>Adds a response.</summary>
    /// <param name="explained">The response.</param>
    public void Add(ExplainDocument explained) => _table.Row([
        explained.Id ?? "(none)", explained.Flavour ?? "(unknown)", explained.Model ?? "(unknown)",
        Shown.Count(explained.Usage?.InputTokens), Shown.Count(explained.Usage?.CacheReadTokens),
        Shown.Count(explained.Usage?.CacheWriteTokens),
        Shown.Count(explained.Usage?.OutputTokens), explained.Completeness, Shown.Money(explained.Cost?.Amount)]);

    /// <summary>Writes all rows.</summary>
    /// <param name="host">Where to.</param>
    public void WriteTo(CommandHost host) => _table.WriteTo(host);
}
