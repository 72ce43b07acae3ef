using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Stores;

namespace TokenTracking.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--format 'xml' is not an output format. Specify one of: table, json, csv.", "report", "--format", "xml")]
    [InlineData("--by 'colour' is not a dimension. Specify any of: project, operation, model, provider, agent, task, day, month.",
        "report", "--by", "day,colour")]
    [InlineData("--by contains 'Day' more than once. Specify each dimension once.", "report", "--by", "day,Day")]
    [InlineData("--project requires a name. Omit the option for the calls of all projects.", "report", "--project", "")]
    [InlineData("Unrecognized command or argument '--colour'.", "report", "--colour")]
    public async Task A_wrong_command_line_is_refused_with_the_reason_and_the_way_to_the_help(string message, params string[] args)
    {
        var run = await TokensRun.OverAsync(new InMemoryUsageStore(), args);

        Assert.Equal((2, "", message + "\n'tokens report --help' lists the options.\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task No_command_at_all_is_a_usage_error()
    {
        var run = await TokensRun.OverAsync(new InMemoryUsageStore());

        Assert.Equal((2, "Required command was not provided.\n'tokens --help' lists the options.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Help_names_every_option_of_the_report()
    {
        var run = await TokensRun.OverAsync(new InMemoryUsageStore(), "report", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(
            (string[])["--project", "--start", "--end", "--by", "--format", "--store", "--timezone"],
            option => Assert.Contains(option, run.Out, StringComparison.Ordinal));
        Assert.Contains("Examples:\n  tokens report --by project,model", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_may_be_given_in_one_option_or_in_several()
    {
        var store = await Ledger.OfAsync(Ledger.Call());

        var one = await TokensRun.OverAsync(store, "report", "--by", "project, MODEL");
        var two = await TokensRun.OverAsync(store, "report", "--by", "project", "--by", "model");

        Assert.Equal((0, one.Out), (one.ExitCode, two.Out));
    }

    [Fact]
    public async Task A_project_that_begins_with_an_at_sign_is_a_name_and_no_file_of_arguments()
    {
        var run = await TokensRun.OverAsync(await Ledger.OfAsync(Ledger.Call(project: "@scope/app")), "report", "--project", "@scope/app");

        Assert.StartsWith("Usage of @scope/app, all time", run.Out, StringComparison.Ordinal);
        Assert.Contains("1,500", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mine.db", "named.db", "mine.db", "specified by --store")]
    [InlineData(null, "named.db", "named.db", "specified by TOKENTRACKING_STORE")]
    [InlineData(null, null, "data/token_usage.db", "the default, because neither --store nor TOKENTRACKING_STORE is set")]
    [InlineData(null, "", "data/token_usage.db", "the default, because neither --store nor TOKENTRACKING_STORE is set")]
    public async Task The_store_is_the_options_else_the_variables_else_the_default(
        string? option, string? variable, string path, string origin)
    {
        StoreLocation? opened = null;
        var run = await TokensRun.WithAsync(
            host => host with
            {
                Variable = name => name == "TOKENTRACKING_STORE" ? variable : null,
                OpenStore = (location, _, _) =>
                {
                    opened = location;
                    return Task.FromResult<IUsageStore>(new InMemoryUsageStore());
                },
            },
            option is null ? ["report"] : ["report", "--store", option]);

        Assert.Equal((0, new StoreLocation(path, origin)), (run.ExitCode, opened));
    }

    [Fact]
    public async Task A_missing_store_says_where_it_looked_and_how_to_make_one()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "none.db");

        var run = await TokensRun.WithAsync(static host => host, "report", "--store", path);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.StartsWith($"There is no store at {path} (specified by --store). Specify it with --store PATH or TOKENTRACKING_STORE",
            run.Error, StringComparison.Ordinal);
        Assert.Contains("UseSqlite", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_store_is_said_to_be_one()
    {
        var run = await TokensRun.WithAsync(static host => host, "report", "--store", Path.GetTempPath());

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is a folder. Specify a file in it.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_gives_its_message_and_no_stack_trace()
    {
        var run = await TokensRun.WithAsync(
            static host => host with
            {
                OpenStore = static (_, _, _) => throw new UsageStoreException("The store x.db is locked\u001b[31m. Try again."),
            },
            "report");

        Assert.Equal((1, "", "The store x.db is locked[31m. Try again.\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task A_cancelled_run_ends_as_shells_expect_it()
    {
        var run = await TokensRun.WithAsync(
            static host => host with { OpenStore = static (_, _, _) => throw new OperationCanceledException() }, "report");

        Assert.Equal((ExitCode.Cancelled, "Cancelled.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_failure_that_nobody_expected_gives_a_message_and_its_trace_only_where_asked_for()
    {
        var run = await TokensRun.WithAsync(
            static host => host with { OpenStore = static (_, _, _) => throw new InvalidOperationException("Oh.") }, "report");

        Assert.Equal(
            (1, "", "tokens failed unexpectedly (InvalidOperationException: Oh.). To see the "
                + "details, set TOKENTRACKING_TRACE=1 and run the command again.\n"),
            (run.ExitCode, run.Out, run.Error));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TokensRun.WithAsync(
            static host => host with
            {
                OpenStore = static (_, _, _) => throw new InvalidOperationException("Oh."),
                Variable = static name => name == "TOKENTRACKING_TRACE" ? "1" : null,
            },
            "report"));
    }

    [Fact]
    public async Task A_store_is_closed_behind_the_report()
    {
        var store = new ClosableStore();

        await TokensRun.OverAsync(store, "report");

        Assert.True(store.IsClosed);
    }

    [Theory]
    [InlineData("does not list single calls", "what-if", "--model", "gpt-4o-mini")]
    [InlineData("does not list single calls", "recommend")]
    [InlineData("does not allow costs to be corrected", "recost", "--dry-run")]
    public async Task A_command_that_a_store_is_too_simple_for_says_so_and_closes_it(string reason, params string[] command)
    {
        var store = new ClosableStore();

        var run = await TokensRun.OverAsync(store, command);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains($"The store (ClosableStore) {reason}", run.Error, StringComparison.Ordinal);
        Assert.True(store.IsClosed);
    }

    private sealed class ClosableStore : IUsageStore, IAsyncDisposable
    {
        private readonly InMemoryUsageStore _store = new();

        public bool IsClosed { get; private set; }

        public Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default)
            => _store.WriteAsync(records, cancellationToken);

        public Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default)
            => _store.QueryAsync(query, cancellationToken);

        public ValueTask DisposeAsync()
        {
            IsClosed = true;
            return ValueTask.CompletedTask;
        }
    }
}
