using System.Globalization;
using TokenTracking.Cli.Costs;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Explain;

/// <summary>One response, explained for people.</summary>
internal static class ExplainTable
{
    /// <summary>Writes the explanation.</summary>
    /// <param name="explained">The response.</param>
    /// <param name="host">Where to.</param>
    public static void Write(ExplainDocument explained, CommandHost host)
    {
        host.Out.WriteLine(SafeText.Of(
            $"{explained.Model ?? "Unknown model"}, {explained.Provider ?? "unknown provider"}"
            + $" ({explained.Flavour ?? "unknown API"}): {explained.Outcome}, usage {explained.Completeness}"));
        if (explained.Usage is { } usage)
            WriteUsage(usage, host);
        foreach (var unit in explained.Units)
            host.Out.WriteLine(SafeText.Of(string.Create(CultureInfo.InvariantCulture, $"Besides tokens: {unit.Quantity} {unit.Unit}")));
        if (explained.Parts.Count > 0)
            WriteParts(explained.Parts, host);
        if (explained.Cost is { } cost)
            CostTable.Write(cost, host);
        else
            host.Out.WriteLine("Cost unknown.");
        foreach (var note in explained.Notes)
            host.Out.WriteLine(SafeText.Of("Note: " + note));
    }

    private static void WriteUsage(UsageDocument usage, CommandHost host)
    {
        var table = new TableText().Text("Usage").Figures("Tokens");
        Row("Input", usage.InputTokens);
        Row("  fresh", usage.FreshInputTokens);
        Row("  read from cache", usage.CacheReadTokens);
        Row("  written to cache", usage.CacheWriteTokens);
        RowIfAny("    for 1 hour", usage.CacheWrite1hTokens);
        RowIfAny("  audio", usage.AudioInputTokens);
        RowIfAny("    read from cache", usage.AudioCacheReadTokens);
        RowIfAny("  images", usage.ImageInputTokens);
        RowIfAny("    read from cache", usage.ImageCacheReadTokens);
        Row("Output", usage.OutputTokens);
        Row("  reasoning", usage.ReasoningTokens);
        RowIfAny("  audio", usage.AudioOutputTokens);
        RowIfAny("  images", usage.ImageOutputTokens);
        Row("Total", usage.TotalTokens);
        table.WriteTo(host);

        void Row(string kind, long? tokens) => table.Row([kind, Shown.Count(tokens)]);

        void RowIfAny(string kind, long? tokens)
        {
            if (tokens is > 0)
                Row(kind, tokens);
        }
    }

    private static void WriteParts(IReadOnlyList<PartDocument> parts, CommandHost host)
    {
        var table = new TableText().Text("Step").Text("Model").Figures("Input").Figures("Output");
        for (var i = 0; i < parts.Count; i++)
        {
            table.Row([
                (i + 1).ToString(CultureInfo.InvariantCulture), parts[i].Model ?? "(none)",
                Shown.Count(parts[i].Usage?.InputTokens), Shown.Count(parts[i].Usage?.OutputTokens)]);
        }

        table.WriteTo(host);
    }
}
