using System.Text.Json;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Reports;

/// <summary>A report as <c>--format json</c> prints it.</summary>
/// <param name="From">The first instant inside, in UTC; null if open.</param>
/// <param name="To">The first instant after, in UTC; null if open.</param>
/// <param name="Timezone">The zone of days and months.</param>
/// <param name="GroupBy">The names of the dimensions, outermost first.</param>
/// <param name="Totals">The figures of all calls.</param>
/// <param name="Rows">The figures of each group.</param>
internal sealed record ReportDocument(
    string? From, string? To, string Timezone, IReadOnlyList<string> GroupBy, FiguresDocument Totals, IReadOnlyList<RowDocument> Rows)
{
    /// <summary>The document of a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The document.</returns>
    public static ReportDocument Of(UsageReport report)
    {
        string[] dimensions = [.. report.Query.GroupBy.Select(static dimension => dimension.Name)];
        return new ReportDocument(
            JsonText.Instant(report.Query.From),
            JsonText.Instant(report.Query.To),
            report.Query.TimeZone.Id,
            dimensions,
            FiguresDocument.Of(report.Totals),
            [.. report.Rows.Select(row => RowDocument.Of(row, dimensions))]);
    }

    /// <summary>Writes the document, and a line break behind it.</summary>
    /// <param name="output">Where to.</param>
    public void WriteTo(TextWriter output) => output.WriteLine(JsonSerializer.Serialize(this, ReportJson.Indented.ReportDocument));
}

/// <summary>The figures of a set of calls. Tokens are counts, <see cref="Cost"/> is in <see cref="Currency"/>.</summary>
internal record FiguresDocument
{
    public long Calls { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long CacheReadTokens { get; init; }

    public long CacheWriteTokens { get; init; }

    public long ReasoningTokens { get; init; }

    public long TotalTokens { get; init; }

    /// <summary>Exact; null if nothing was priced.</summary>
    public decimal? Cost { get; init; }

    public string Currency { get; init; } = "USD";

    public long UnpricedCalls { get; init; }

    public long CallsWithoutUsage { get; init; }

    public long FailedCalls { get; init; }

    /// <summary>The document of figures.</summary>
    /// <param name="figures">The figures.</param>
    /// <returns>The document.</returns>
    public static FiguresDocument Of(UsageFigures figures) => new FiguresDocument().With(figures);

    /// <summary>This document with the figures of a set of calls.</summary>
    /// <param name="figures">The figures.</param>
    /// <returns>The document.</returns>
    protected FiguresDocument With(UsageFigures figures) => this with
    {
        Calls = figures.Calls,
        InputTokens = figures.InputTokens,
        OutputTokens = figures.OutputTokens,
        CacheReadTokens = figures.CacheReadTokens,
        CacheWriteTokens = figures.CacheWriteTokens,
        ReasoningTokens = figures.ReasoningTokens,
        TotalTokens = figures.TotalTokens,
        Cost = JsonText.Exact(figures.Cost),
        UnpricedCalls = figures.UnpricedCalls,
        CallsWithoutUsage = figures.CallsWithoutUsage,
        FailedCalls = figures.FailedCalls,
    };
}

/// <summary>The figures of one group, with the values that make it.</summary>
internal sealed record RowDocument : FiguresDocument
{
    /// <summary>A value per dimension, in their order; null if the calls have none.</summary>
    [System.Text.Json.Serialization.JsonPropertyOrder(-1)]
    public required Dictionary<string, string?> Key { get; init; }

    /// <summary>The document of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="dimensions">The names of the dimensions.</param>
    /// <returns>The document.</returns>
    public static RowDocument Of(UsageReportRow row, IReadOnlyList<string> dimensions)
    {
        var key = new Dictionary<string, string?>(dimensions.Count);
        for (var i = 0; i < dimensions.Count; i++)
            key[dimensions[i]] = row.Key[i];
        return (RowDocument)new RowDocument { Key = key }.With(row.Figures);
    }
}
