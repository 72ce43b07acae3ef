using System.CommandLine;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Prices;
using TokenTracking.Cli.Stores;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;
using TokenTracking.Recosting;

namespace TokenTracking.Cli.Recost;

/// <summary><c>tokens recost</c>: prices what had no price at its time.</summary>
internal static class RecostCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it writes and finds its store.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var project = ProjectOption.Create();
        var period = new PeriodOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Changes nothing and reports what would change." };
        var force = new Option<bool>("--force")
        {
            Description = "Also recalculates existing costs. Costs that a provider reported are kept.",
        };
        var prices = PriceBooks.OwnOption();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json);
        var store = StoreOption.Create();
        var timeZone = TimeZoneOption.Create();
        var command = new CommandWithExamples(
            "recost",
            "Prices calls that have no cost, with the prices at the time of the call that were added since. The costs before "
                + "and after the change are kept.",
            "tokens recost --start 2026-10 --end 2026-10 --dry-run         # what would change in October",
            "tokens recost --prices own.json                               # after a price of your own was added")
        {
            project, dryRun, force, prices, format, store, timeZone,
        };
        period.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var book = PriceBooks.Open(parsed.GetValue(prices), host);
            var (from, to) = period.Resolve(parsed, TimeZoneOption.Resolve(parsed.GetValue(timeZone), host));
            var query = ProjectOption.Restrict(new UsageQuery { From = from, To = to }, parsed.GetValue(project));
            var isDryRun = parsed.GetValue(dryRun);
            var ledger = isDryRun
                ? await StoreOption.OpenAsync(parsed.GetValue(store), host, cancellationToken)
                : await StoreOption.OpenForWritingAsync(parsed.GetValue(store), host, cancellationToken);
            try
            {
                var report = await new Recoster(ledger.Recostable(), book, host.Clock)
                    .RunAsync(query, parsed.GetValue(force), isDryRun, cancellationToken);
                Write(report, parsed.GetValue(format), host);
            }
            finally
            {
                if (ledger is IAsyncDisposable closable)
                    await closable.DisposeAsync();
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(RecostingReport report, OutputFormat format, CommandHost host)
    {
        if (format == OutputFormat.Json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(RecostDocument.Of(report), RecostJson.Indented.RecostDocument));
            return;
        }

        var table = new TableText().Text("Provider").Text("Model").Figures("Calls")
            .Figures("Unpriced before").Figures("Before").Figures("After");
        foreach (var change in report.Changes)
        {
            table.Row([
                change.Provider ?? "(none)", change.Model ?? "(none)", Shown.Count(change.Calls), Shown.Count(change.UnpricedBefore),
                Shown.Money(change.Before), Shown.Money(change.After)]);
        }

        if (report.Changes.Count > 0)
            table.WriteTo(host);
        var changed = report.IsDryRun
            ? $"{Shown.Of(report.Changes.Sum(static c => c.Calls), "call")} would change"
            : $"{Shown.Of(report.Corrected, "call")} changed";
        host.Out.WriteLine(SafeText.Of(
            $"{Shown.Of(report.Examined, "call")} examined with table {report.PriceTable}: {changed}, "
            + $"{Shown.Count(report.StillUnpriced)} without a price."));
    }
}

/// <summary>What a recosting changed, in JSON.</summary>
/// <param name="PriceTable">The prices.</param>
/// <param name="DryRun">True if nothing was changed.</param>
/// <param name="Examined">How many calls were looked at.</param>
/// <param name="Corrected">How many costs were changed.</param>
/// <param name="StillUnpriced">How many calls have no price still.</param>
/// <param name="Changes">The changes by model.</param>
internal sealed record RecostDocument(
    string PriceTable, bool DryRun, long Examined, long Corrected, long StillUnpriced, IReadOnlyList<RecostingChange> Changes)
{
    /// <summary>The document of a recosting.</summary>
    /// <param name="report">What changed.</param>
    /// <returns>The document.</returns>
    public static RecostDocument Of(RecostingReport report) => new(
        report.PriceTable, report.IsDryRun, report.Examined, report.Corrected, report.StillUnpriced,
        [.. report.Changes.Select(static c => c with { Before = JsonText.Exact(c.Before), After = JsonText.Exact(c.After) })]);
}
