using System.Globalization;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Reports;

/// <summary>A report as people read it. Columns that would hold nothing but zeros are left out.</summary>
internal static class ReportTable
{
    private static readonly (string Title, Func<UsageFigures, long> Value)[] Optional =
    [
        ("Cache read", static f => f.CacheReadTokens),
        ("Cache write", static f => f.CacheWriteTokens),
        ("Reasoning", static f => f.ReasoningTokens),
    ];

    private static readonly (string Title, Func<UsageFigures, long> Value)[] CallCounts =
    [
        ("Calls unpriced", static f => f.UnpricedCalls),
        ("Without usage", static f => f.CallsWithoutUsage),
        ("Calls failed", static f => f.FailedCalls),
    ];

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="host">Where to.</param>
    public static void Write(UsageReport report, CommandHost host)
    {
        host.Out.WriteLine(SafeText.Of(Heading(report.Query)));
        if (report.Totals.Calls == 0)
        {
            host.Out.WriteLine("No calls.");
            return;
        }

        var optional = Array.FindAll(Optional, column => column.Value(report.Totals) != 0);
        var callCounts = Array.FindAll(CallCounts, column => column.Value(report.Totals) != 0);
        var grouped = report.Query.GroupBy.Count > 0;
        var table = new TableText();
        foreach (var dimension in report.Query.GroupBy)
            table.Text(TitleOf(dimension));
        table.Figures("Calls").Figures("Input").Figures("Output");
        foreach (var column in optional)
            table.Figures(column.Title);
        table.Figures("Tokens").Figures("Cost");
        foreach (var column in callCounts)
            table.Figures(column.Title);

        foreach (var row in report.Rows)
            table.Row([.. row.Key.Select(static value => value ?? "(none)"), .. Cells(row.Figures)]);
        if (grouped)
        {
            table.Rule();
            table.Row(["Total", .. Enumerable.Repeat("", report.Query.GroupBy.Count - 1), .. Cells(report.Totals)]);
        }
        else
        {
            table.Row(Cells(report.Totals));
        }

        table.WriteTo(host);
        if (WordsOf(report.Totals) is { Length: > 0 } leftOut)
            host.Out.WriteLine($"Not in these figures: {leftOut}.");
        if (report.Totals.IsSaturated)
            host.Out.WriteLine("At least one sum exceeds the largest number that can be stored; the largest number is shown instead.");

        IEnumerable<string> Cells(UsageFigures figures) =>
        [
            Shown.Count(figures.Calls), Shown.Count(figures.InputTokens), Shown.Count(figures.OutputTokens),
            .. optional.Select(column => Shown.Count(column.Value(figures))),
            Shown.Count(figures.TotalTokens), Shown.Money(figures.Cost),
            .. callCounts.Select(column => Shown.Count(column.Value(figures))),
        ];
    }

    // "3 calls unpriced, 1 call without usage": their cost and their tokens are unknown, which is not zero.
    private static string WordsOf(UsageFigures figures) => string.Join(", ", new[]
    {
        figures.UnpricedCalls == 0 ? "" : $"the cost of {Shown.Of(figures.UnpricedCalls, "call")} unpriced",
        figures.CallsWithoutUsage == 0 ? "" : $"the tokens of {Shown.Of(figures.CallsWithoutUsage, "call")} without usage",
    }.Where(static words => words.Length > 0));

    private static string Heading(UsageQuery query)
    {
        var of = ProjectOf(query) is { } project ? $"Usage of {project}" : "Usage";
        var from = query.From is { } start ? " from " + Local(start) : "";
        var to = query.To is { } end ? " until " + Local(end) : "";
        return $"{of}{(from.Length + to.Length == 0 ? ", all time" : from + to)} ({query.TimeZone.Id})";

        string Local(DateTimeOffset time)
            => TimeZoneInfo.ConvertTime(time, query.TimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private static string? ProjectOf(UsageQuery query) => query.Filters
        .FirstOrDefault(static filter => filter.Dimension == UsageDimension.Project && !filter.IsExclusion)?.Values.Single();

    private static string TitleOf(UsageDimension dimension)
    {
        var name = dimension.Name;
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
