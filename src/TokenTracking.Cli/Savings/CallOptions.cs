using System.CommandLine;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Prices;
using TokenTracking.Cli.Stores;
using TokenTracking.Cli.Terminal;
using TokenTracking.Storage;

namespace TokenTracking.Cli.Savings;

/// <summary>Which calls a command looks at, and at which prices.</summary>
internal sealed class CallOptions
{
    private readonly Option<string?> _project = ProjectOption.Create();
    private readonly PeriodOptions _period = new();
    private readonly Option<string?> _prices = PriceBooks.OwnOption();
    private readonly Option<OutputFormat> _format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json);
    private readonly Option<string?> _store = StoreOption.Create();
    private readonly Option<string?> _timeZone = TimeZoneOption.Create();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(_project);
        _period.AddTo(command);
        foreach (var option in (Option[])[_prices, _format, _store, _timeZone])
            command.Options.Add(option);
    }

    /// <summary>How to print.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The format.</returns>
    public OutputFormat FormatOf(ParseResult parsed) => parsed.GetValue(_format);

    /// <summary>Runs a question over the calls that a command line means.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="host">Finds store and prices.</param>
    /// <param name="ask">The question.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        ParseResult parsed, CommandHost host, Func<IUsageRecords, PriceBook, UsageQuery, Task> ask, CancellationToken cancellationToken)
    {
        var book = PriceBooks.Open(parsed.GetValue(_prices), host);
        var zone = TimeZoneOption.Resolve(parsed.GetValue(_timeZone), host);
        var (from, to) = _period.Resolve(parsed, zone);
        var query = ProjectOption.Restrict(new UsageQuery { From = from, To = to, TimeZone = zone }, parsed.GetValue(_project));
        var ledger = await StoreOption.OpenAsync(parsed.GetValue(_store), host, cancellationToken);
        try
        {
            await ask(ledger.SingleCalls(), book, query);
        }
        finally
        {
            if (ledger is IAsyncDisposable closable)
                await closable.DisposeAsync();
        }

        return ExitCode.Ok;
    }
}
