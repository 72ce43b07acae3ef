using System.CommandLine;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli.Reports;

/// <summary><c>tokens report</c>: what the calls of a period used and cost.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">Where it writes and finds its store.</param>
    /// <returns>The command.</returns>
    public static Command Create(CommandHost host)
    {
        var project = ProjectOption.Create();
        var period = new PeriodOptions();
        var by = GroupByOption.Create();
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var store = StoreOption.Create();
        var timeZone = TimeZoneOption.Create();

        var command = new CommandWithExamples(
            "report",
            "Shows what the calls in the store used and cost, in total and by group.",
            "tokens report --by project,model                              # all calls",
            "tokens report --start 2026-11 --end 2026-11 --by day          # November, day by day",
            "tokens report --project proj_123 --by agent --format json     # one project, for a program",
            "tokens report --start 2026-11-22T10:00:00Z --format csv       # from a point in time, for a spreadsheet")
        {
            project,
        };
        period.AddTo(command);
        foreach (var option in (Option[])[by, format, store, timeZone])
            command.Options.Add(option);

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var zone = TimeZoneOption.Resolve(parsed.GetValue(timeZone), host);
            var (from, to) = period.Resolve(parsed, zone);
            var query = ProjectOption.Restrict(
                new UsageQuery { From = from, To = to, GroupBy = parsed.GetValue(by) ?? [], TimeZone = zone }, parsed.GetValue(project));

            var ledger = await StoreOption.OpenAsync(parsed.GetValue(store), host, cancellationToken);
            try
            {
                Write(await ledger.QueryAsync(query, cancellationToken), parsed.GetValue(format), host);
            }
            finally
            {
                await CloseAsync(ledger);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(UsageReport report, OutputFormat format, CommandHost host)
    {
        switch (format)
        {
            case OutputFormat.Json:
                ReportDocument.Of(report).WriteTo(host.Out);
                break;
            case OutputFormat.Csv:
                ReportCsv.Write(report, host.Out);
                break;
            default:
                ReportTable.Write(report, host);
                break;
        }
    }

    private static async ValueTask CloseAsync(IUsageStore ledger)
    {
        if (ledger is IAsyncDisposable closable)
            await closable.DisposeAsync();
        else
            (ledger as IDisposable)?.Dispose();
    }
}
