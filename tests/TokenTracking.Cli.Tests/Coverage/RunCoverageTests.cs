using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TokenTracking.Storage;

namespace TokenTracking.Cli.Tests.Coverage;

/// <summary><c>tokens coverage --run</c>: requests beside records.</summary>
public sealed class RunCoverageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_table_puts_records_beside_requests_and_names_what_is_missing()
    {
        var run = await RunAsync(await StoreAsync(), "coverage", "--run", "usage.db");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            """
            ╭─────────┬───────────────────┬──────────┬──────────┬────────┬──────────┬─────────┬─────────┬──────┬──────────╮
            │ Client  │ Host              │ Requests │ Answered │ Failed │ Repeated │ Records │ Missing │ Open │ Coverage │
            ├─────────┼───────────────────┼──────────┼──────────┼────────┼──────────┼─────────┼─────────┼──────┼──────────┤
            │ –       │ api.anthropic.com │        1 │        1 │      0 │        0 │       1 │       0 │    0 │    100 % │
            │ planner │ api.openai.com    │        6 │        5 │      1 │        1 │       2 │       2 │    1 │     50 % │
            │         │                   │          │          │        │          │         │         │      │          │
            │ Total   │                   │        7 │        6 │      1 │        1 │       3 │       2 │    1 │     60 % │
            ╰─────────┴───────────────────┴──────────┴──────────┴────────┴──────────┴─────────┴─────────┴──────┴──────────╯
            """.ReplaceLineEndings("\n"), run.Out, StringComparison.Ordinal);
        Assert.Contains("│ planner          │ api.openai.com │ /v1/responses │        2 │ The tracker did not take the record", run.Out,
            StringComparison.Ordinal);
        Assert.Contains("│ planner           │ api.openai.com │ /v1/models │        9 │", run.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            "Coverage 60 %: 3 records of 5 requests; 1 repeated attempt not counted.\n"
            + "1 run without an end: the process is running, or was terminated. Requests since the last counts, 2026-11-22T13:00:00Z, "
            + "are not included.\n"
            + "1 record of calls whose requests no handler saw: their clients have no TokenTrackingHandler.\n",
            run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("60", 0)]
    [InlineData("60.01", 1)]
    [InlineData("100", 1)]
    public async Task The_exit_code_compares_the_figure_with_the_minimum(string minimum, int exitCode)
    {
        var run = await RunAsync(await StoreAsync(), "coverage", "--run", "usage.db", "--min", minimum);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode == 0 ? "" : $"Coverage is 60 %, below the minimum of {minimum} %.\n", run.Error);
    }

    [Fact]
    public async Task What_is_open_in_a_run_that_has_ended_is_missing()
    {
        var run = await RunAsync(await StoreAsync(hasEnded: true), "coverage", "--run", "usage.db", "--format", "json");

        var document = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((3, 0, 50m), (Whole(document, "missing"), Whole(document, "open"), document.GetProperty("percentage").GetDecimal()));
        Assert.Equal(
            "The tracker did not take the record: see the log of the program. "
            + "Read the response to its end or dispose of it, and dispose of the tracker last.",
            document.GetProperty("missingAt")[0].GetProperty("advice").GetString());
    }

    [Fact]
    public async Task Json_has_every_figure()
    {
        var run = await RunAsync(await StoreAsync(), "coverage", "--run", "usage.db", "--format", "json");

        var document = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(
            (7, 6, 1, 1, 3, 2, 1, 9),
            (Whole(document, "requests"), Whole(document, "answered"), Whole(document, "failed"), Whole(document, "repeated"),
                Whole(document, "records"), Whole(document, "missing"), Whole(document, "open"), Whole(document, "notKnownToBill")));
        Assert.Equal(
            (1, 1, 4, 1, 0),
            (Whole(document, "runs"), Whole(document, "runsNotEnded"), Whole(document, "storedRecords"),
                Whole(document, "recordsWithoutRequest"), Whole(document, "recordsNotStored")));
        Assert.Equal("2026-11-22T12:00:00Z", document.GetProperty("from").GetString());
    }

    [Theory]
    [InlineData("markdown", "### LLM requests with a record: 60 %", "- planner api.openai.com/v1/responses: 2.")]
    [InlineData("html", "<h1>LLM requests with a record</h1>", "<td>/v1/responses</td>")]
    public async Task Pages_have_the_figure_and_what_is_missing(string format, string title, string missing)
    {
        var run = await RunAsync(await StoreAsync(), "coverage", "--run", "usage.db", "--format", format);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(title, run.Out, StringComparison.Ordinal);
        Assert.Contains(missing, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_counts_says_how_to_count()
    {
        var run = await RunAsync(new InMemoryUsageStore(), "coverage", "--run", "usage.db", "--min", "50");

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.StartsWith(
            "The store has no counts of requests. Versions of TokenTracking before schema 4 of the store did not count them. "
                + "A program counts",
            run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_store_of_an_earlier_version_says_that_it_has_no_counts_and_is_not_changed(int version)
    {
        var folder = Directory.CreateTempSubdirectory("tokens-coverage-");
        try
        {
            var path = Path.Combine(folder.FullName, "usage.db");
            await using (var store = new SqliteUsageStore(path))
                await store.WriteAsync(new[] { Ledger.Call("2026-11-22T12:30:00Z") });
            Sql(path, string.Create(CultureInfo.InvariantCulture,
                $"DROP TABLE request_run; DROP TABLE request_count; PRAGMA user_version = {version}"));

            var run = await TokensRun.WithAsync(static host => host, "coverage", "--run", path);

            Assert.Equal((1, ""), (run.ExitCode, run.Out));
            Assert.Contains("The store has no counts of requests. Versions of", run.Error, StringComparison.Ordinal);
            Assert.Equal((long)version, Sql(path, "PRAGMA user_version"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static object? Sql(string path, string text)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }

    [Fact]
    public async Task Runs_outside_of_the_period_are_left_out()
    {
        var store = await StoreAsync();

        var inside = await RunAsync(store, "coverage", "--run", "usage.db", "--start", "2026-11-22", "--end", "2026-11-22");
        var after = await RunAsync(store, "coverage", "--run", "usage.db", "--start", "2026-11-23");

        Assert.Equal((0, 1), (inside.ExitCode, after.ExitCode));
        Assert.Contains("in this period", after.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("coverage", "App.slnx", "--run", "usage.db")]
    [InlineData("coverage", "--run", "usage.db", "--no-build")]
    [InlineData("coverage", "--start", "2026-11-22")]
    public async Task What_does_not_go_together_is_an_error_of_the_command_line(params string[] args)
        => Assert.Equal(2, (await RunAsync(new InMemoryUsageStore(), args)).ExitCode);

    [Fact]
    public async Task A_store_that_does_not_exist_is_named()
    {
        var run = await TokensRun.WithAsync(static host => host, "coverage", "--run", "/nowhere/usage.db");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no store at /nowhere/usage.db (specified by --run)", run.Error, StringComparison.Ordinal);
    }

    private static int Whole(JsonElement document, string name) => document.GetProperty(name).GetInt32();

    private static Task<TokensRun> RunAsync(IUsageStore store, params string[] args) => TokensRun.OverAsync(store, args);

    private static async Task<InMemoryUsageStore> StoreAsync(bool hasEnded = false)
    {
        var store = await Ledger.OfAsync([.. Enumerable.Range(0, 4).Select(static _ => Ledger.Call("2026-11-22T12:30:00Z"))]);
        await store.WriteRequestsAsync(new RequestRun
        {
            Id = Guid.NewGuid(), StartedAt = Noon, CountedAt = Noon.AddHours(1), HasEnded = hasEnded,
            Counts =
            [
                new RequestCount
                {
                    Client = "planner", Host = "api.openai.com", Path = "/v1/responses", IsKnownToBill = true, Sent = 6, Answered = 5,
                    Failed = 1, Recorded = 2, Repeated = 1, Unrecorded = 2,
                },
                new RequestCount { Client = "planner", Host = "api.openai.com", Path = "/v1/models", Sent = 9, Answered = 9 },
                new RequestCount
                {
                    Host = "api.anthropic.com", Path = "/v1/messages", IsKnownToBill = true, Sent = 1, Answered = 1, Recorded = 1,
                },
            ],
        });
        return store;
    }
}
