using System.CommandLine;
using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Prices;

/// <summary><c>tokens prices check</c>: prices that are stale, missing or contradictory.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it reads and writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var days = new Option<int>("--days", "--max-age")
        {
            Description = "The age in days above which a list is stale. Default: 90.",
            HelpName = "n",
            DefaultValueFactory = static _ => 90,
        };
        var strict = new Option<bool>("--strict") { Description = "Notices also result in exit code 1." };
        var store = StoreOption.Create();
        store.Description = "Also reports models in this store that have no price.";
        var prices = PriceBooks.OwnOption();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json);
        var command = new CommandWithExamples(
            "check",
            "Reports stale, missing and contradictory prices. The exit code is 1 if there is an error (a stale list, a model "
                + "without a price).",
            "tokens prices check --days 30                                # in a build: fails if a list is older",
            "tokens prices check --store data/token_usage.db               # also models of recorded calls")
        {
            days, store, strict, prices, format,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(days) is { Implicit: false } && result.GetValue(days) is < 0 or > 36_500)
                result.AddError("--days must be between 0 and 36500.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var book = PriceBooks.Open(parsed.GetValue(prices), host);
            var findings = PriceFindings.Of(book, host.Clock.GetUtcNow(), parsed.GetValue(days)).ToList();
            if (parsed.GetValue(store) is { } path)
                findings.AddRange(await MissingAsync(path, book, host, cancellationToken));
            Write(new FindingsDocument(book.Id, findings), parsed.GetValue(format), host);
            return findings.Exists(finding => parsed.GetValue(strict) || finding.Severity == FindingDocument.Error)
                ? ExitCode.Failed
                : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<IEnumerable<FindingDocument>> MissingAsync(
        string path, PriceBook book, CommandHost host, CancellationToken cancellationToken)
    {
        var ledger = await StoreOption.OpenAsync(path, host, cancellationToken);
        try
        {
            var query = new UsageQuery { GroupBy = [UsageDimension.Provider, UsageDimension.Model] };
            var report = await ledger.QueryAsync(query, cancellationToken);
            return [.. report.Rows
                .Where(row => row.Key[1] is { } model && book.Find(row.Key[0], model) is null)
                .Select(static row => new FindingDocument(
                    "missing", FindingDocument.Error, row.Key[0] ?? "(none)", row.Key[1]!,
                    $"{Shown.Of(row.Figures.Calls, "call")} of it are in the store, and it has no price."))];
        }
        finally
        {
            if (ledger is IAsyncDisposable closable)
                await closable.DisposeAsync();
        }
    }

    private static void Write(FindingsDocument document, OutputFormat format, CommandHost host)
    {
        if (format == OutputFormat.Json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(document, PricesJson.Indented.FindingsDocument));
            return;
        }

        var table = new TableText().Text("Finding").Text("Severity").Text("Provider").Text("Model").Text("Why");
        foreach (var finding in document.Findings)
            table.Row([finding.Kind, finding.Severity, finding.Provider, finding.Model, finding.Why]);
        if (document.Findings.Count > 0)
            table.WriteTo(host);
        var errors = document.Findings.Count(static finding => finding.Severity == FindingDocument.Error);
        host.Out.WriteLine(SafeText.Of(
            $"{Shown.Of(document.Findings.Count, "finding")} in table {document.Table}, {Shown.Of(errors, "error")}."));
    }
}

/// <summary>What a check found.</summary>
/// <param name="Table">The table's id.</param>
/// <param name="Findings">What was found.</param>
internal sealed record FindingsDocument(string Table, IReadOnlyList<FindingDocument> Findings);

/// <summary>One finding.</summary>
/// <param name="Kind"><c>stale</c>, <c>missing</c> or <c>contradictory</c>.</param>
/// <param name="Severity"><c>error</c> for what asks for something to be done, <c>notice</c> for what is good to know.</param>
/// <param name="Provider">Whose price.</param>
/// <param name="Model">The model; <c>*</c> for all of a list.</param>
/// <param name="Why">What is wrong.</param>
internal sealed record FindingDocument(string Kind, string Severity, string Provider, string Model, string Why)
{
    /// <summary>The command fails.</summary>
    public const string Error = "error";

    /// <summary>The command fails with <c>--strict</c> alone.</summary>
    public const string Notice = "notice";
}
