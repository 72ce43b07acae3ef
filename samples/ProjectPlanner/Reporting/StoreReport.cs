using Spectre.Console;
using TokenTracking;

namespace ProjectPlanner.Reporting;

/// <summary>
/// Prints what the whole store holds, by provider and model: the same query, and so the same totals, as <c>tokens report</c>.
/// </summary>
internal static class StoreReport
{
    public static async Task PrintAsync(TokenTracker tracker, TextWriter output, CancellationToken cancellationToken)
    {
        await tracker.FlushAsync(cancellationToken);
        var query = new UsageQuery { GroupBy = [UsageDimension.Provider, UsageDimension.Model] };
        var report = await tracker.Store.QueryAsync(query, cancellationToken);

        var table = new Table().Border(TableBorder.Simple).ShowFooters();
        table.AddColumn(new TableColumn("Provider").NoWrap().Footer("Total"));
        table.AddColumn(new TableColumn("Model").NoWrap());
        foreach (var (title, value) in Columns)
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap().Footer(Markup.Escape(value(report.Totals))));
        foreach (var row in report.Rows)
            table.AddRow(
                [.. row.Key.Select(key => Markup.Escape(key ?? "(none)")),
                    .. Columns.Select(column => Markup.Escape(column.Value(row.Figures)))]);

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200; // as wide as it needs: a figure that is broken over two lines is none
        console.Write(table);
    }

    private static readonly (string Title, Func<UsageFigures, string> Value)[] Columns =
    [
        ("Calls", figures => $"{figures.Calls:N0}"),
        ("Input", figures => $"{figures.InputTokens:N0}"),
        ("Cache read", figures => $"{figures.CacheReadTokens:N0}"),
        ("Cache write", figures => $"{figures.CacheWriteTokens:N0}"),
        ("Output", figures => $"{figures.OutputTokens:N0}"),
        ("Reasoning", figures => $"{figures.ReasoningTokens:N0}"),
        ("Tokens", figures => $"{figures.TotalTokens:N0}"),
        ("Cost", figures => figures.Cost is { } cost ? $"${cost:F6}" : "unknown"),
        ("Unpriced", figures => $"{figures.UnpricedCalls:N0}"),
        ("No usage", figures => $"{figures.CallsWithoutUsage:N0}"),
        ("Failed", figures => $"{figures.FailedCalls:N0}"),
    ];
}
