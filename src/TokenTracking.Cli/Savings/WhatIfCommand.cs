using System.CommandLine;
using System.Text.Json;
using TokenTracking.Analytics.Alternatives;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Prices;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Savings;

/// <summary><c>tokens what-if</c>: the cost of a report had the same tokens gone to another model.</summary>
internal static class WhatIfCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it writes and finds its store.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var model = new Option<string>("--model") { Description = "The model to compare with.", HelpName = "name", Required = true };
        var provider = new Option<string?>("--provider")
        {
            Description = "The provider to compare with. Default: the vendor of the model.", HelpName = "name",
        };
        var calls = new CallOptions();
        var by = GroupByOption.Create();
        var command = new CommandWithExamples(
            "what-if",
            "Shows what the calls in the store would have cost with another model and the same tokens.",
            "tokens what-if --model claude-haiku-4-5                       # all calls, including local models",
            "tokens what-if --model gpt-4o-mini --by operation --start 2026-11")
        {
            model, provider, by,
        };
        calls.AddTo(command);
        command.SetAction((parsed, cancellationToken) => calls.RunAsync(parsed, host, async (ledger, book, query) =>
        {
            var named = NamedModel.Of(book, parsed.GetValue(provider), parsed.GetValue(model));
            var name = named.Model!;
            if (book.Find(named.Provider, name) is null)
            {
                var near = book.Suggest(named.Provider, name);
                throw CommandFailedException.Failed(
                    $"No price is known for model '{name}'." + (near.Count > 0 ? $" Similar names: {string.Join(", ", near)}." : ""));
            }

            var grouped = query with { GroupBy = parsed.GetValue(by) ?? [] };
            Write(await new WhatIf(ledger, book).AskAsync(grouped, named.Provider, name, cancellationToken), calls.FormatOf(parsed), host);
        }, cancellationToken));
        return command;
    }

    private static void Write(WhatIfReport report, OutputFormat format, CommandHost host)
    {
        var document = WhatIfDocument.Of(report);
        if (format == OutputFormat.Json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(document, SavingsJson.Indented.WhatIfDocument));
            return;
        }

        host.Out.WriteLine(SafeText.Of($"The same tokens with {report.Model} of {report.Provider} (table {report.PriceTable}):"));
        var table = new TableText();
        foreach (var dimension in report.Actual.Query.GroupBy)
            table.Text(dimension.Name);
        table.Figures("Calls").Figures("Tokens").Figures("Cost").Figures("Would cost").Figures("Saving");
        foreach (var row in document.Rows)
            table.Row([.. row.Key.Values.Select(static value => value ?? "(none)"), .. Cells(row)]);
        table.Row([.. report.Actual.Query.GroupBy.Select(static (_, index) => index == 0 ? "Total" : ""), .. Cells(document.Totals)]);
        table.WriteTo(host);
        if (report.CallsLeftOut > 0)
            host.Out.WriteLine($"{Shown.Of(report.CallsLeftOut, "call")} without both costs excluded.");
        foreach (var note in document.Assumptions)
            host.Out.WriteLine(SafeText.Of("Assumes: " + note));
    }

    private static string[] Cells(WhatIfFigures row)
        => [Shown.Count(row.Calls), Shown.Count(row.TotalTokens), Shown.Money(row.Cost),
            Shown.Money(row.WouldCost), Shown.Money(row.Saving)];
}
