using System.Globalization;
using CsvHelper;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Reports;

/// <summary>A report as <c>--format csv</c> prints it: a line per group, one line of totals where it is not grouped (RFC 4180).</summary>
internal static class ReportCsv
{
    // A name that a spreadsheet would run as a formula gets an apostrophe in front.
    private static readonly CsvWriterOptions Format = new()
    {
        NewLine = "\r\n",
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r",
        InjectionEscape = '\'',
    };

    private static readonly (string Name, Func<UsageFigures, string> Value)[] Columns =
    [
        ("calls", static f => Number(f.Calls)),
        ("inputTokens", static f => Number(f.InputTokens)),
        ("outputTokens", static f => Number(f.OutputTokens)),
        ("cacheReadTokens", static f => Number(f.CacheReadTokens)),
        ("cacheWriteTokens", static f => Number(f.CacheWriteTokens)),
        ("reasoningTokens", static f => Number(f.ReasoningTokens)),
        ("totalTokens", static f => Number(f.TotalTokens)),
        ("cost", static f => JsonText.Exact(f.Cost)?.ToString(CultureInfo.InvariantCulture) ?? ""),
        ("currency", static _ => "USD"),
        ("unpricedCalls", static f => Number(f.UnpricedCalls)),
        ("callsWithoutUsage", static f => Number(f.CallsWithoutUsage)),
        ("failedCalls", static f => Number(f.FailedCalls)),
    ];

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void Write(UsageReport report, TextWriter output)
    {
        using var csv = CsvWriter.Create(output, Format, leaveOpen: true);
        WriteLine(csv, report.Query.GroupBy.Select(static dimension => dimension.Name), Columns.Select(static column => column.Name));

        // With totals in addition to the groups, the sum of a column would count everything twice.
        IReadOnlyList<UsageReportRow> rows = report.Query.GroupBy.Count == 0 ? [new UsageReportRow([], report.Totals)] : report.Rows;
        foreach (var row in rows)
        {
            var names = row.Key.Select(static value => SafeText.KeepingLines(value ?? ""));
            WriteLine(csv, names, Columns.Select(column => column.Value(row.Figures)));
        }
    }

    private static void WriteLine(CsvWriter csv, IEnumerable<string> names, IEnumerable<string> figures)
        => csv.WriteRecord([.. names, .. figures]);

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
