using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Options;
using TokenTracking.Cli.Stores;
using TokenTracking.Cli.Terminal;
using TokenTracking.Storage;

namespace TokenTracking.Cli.Coverage;

/// <summary><c>tokens coverage --run STORE</c>: compares the requests that programs sent with the records of them.</summary>
internal static class RunCoverage
{
    private const string HowToCount =
        "A program counts the requests of clients that have a TokenTrackingHandler: "
        + "services.AddTokenTracking(t => t.UseSqlite(\"data/token_usage.db\").TrackHttpClients()) adds it to every client of the factory.";

    /// <summary>Reads the counts of a store and prints them.</summary>
    /// <param name="path">The store.</param>
    /// <param name="period">The period; open ends are null.</param>
    /// <param name="minimum">What the caller asks for, in percent; null for nothing.</param>
    /// <param name="format">The format.</param>
    /// <param name="host">Where it reads and writes.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandFailedException">The store has no counts.</exception>
    public static async Task<int> RunAsync(
        string path, (DateTimeOffset? From, DateTimeOffset? To) period, decimal? minimum, OutputFormat format, CommandHost host,
        CancellationToken cancellationToken)
    {
        var store = await host.OpenStore(new StoreLocation(path, "specified by --run"), host.SayError, cancellationToken);
        try
        {
            var document = await ReadAsync(store, period, minimum, cancellationToken);
            RequestOutput.Write(document, format, host);
            if (document.Passed)
                return ExitCode.Ok;
            host.SayError(
                $"Coverage is {CoverageTable.Percent(document.Percentage)}, below the minimum of "
                + $"{CoverageTable.Percent(document.Minimum)}.");
            return ExitCode.Failed;
        }
        finally
        {
            if (store is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
        }
    }

    private static async Task<RequestDocument> ReadAsync(
        IUsageStore store, (DateTimeOffset? From, DateTimeOffset? To) period, decimal? minimum, CancellationToken cancellationToken)
    {
        if (store is not IRequestCounts counts)
            throw CommandFailedException.Failed($"The store ({store.GetType().Name}) keeps no counts of requests.");
        var runs = await counts.ReadRequestsAsync(period.From, period.To, cancellationToken);
        if (runs.Count == 0)
            throw CommandFailedException.Failed($"The store has no counts of requests{In(period)}. {WhoCounts(period)}{HowToCount}");
        // Counts of a run have no times: a run that overlaps the period is compared as a whole, with all of its records.
        var last = period.To is null ? (DateTimeOffset?)null : After(runs.Max(static run => run.CountedAt));
        var query = new UsageQuery { From = runs.Min(static run => run.StartedAt), To = last };
        return RequestDocument.Of(runs, (await store.QueryAsync(query, cancellationToken)).Totals.Calls, minimum);
    }

    private static DateTimeOffset? After(DateTimeOffset time) => time == DateTimeOffset.MaxValue ? null : time.AddTicks(1);

    private static string WhoCounts((DateTimeOffset? From, DateTimeOffset? To) period) => period is (null, null)
        ? "Versions of TokenTracking before schema 4 of the store did not count them. "
        : "";

    private static string In((DateTimeOffset? From, DateTimeOffset? To) period) => period is (null, null) ? "" : " in this period";
}
