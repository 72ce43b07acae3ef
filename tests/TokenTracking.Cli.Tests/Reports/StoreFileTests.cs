using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Storage;

namespace TokenTracking.Cli.Tests.Reports;

public sealed class StoreFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tokens-report-").FullName;

    private string StorePath => Path.Combine(_folder, "token_usage.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_report_over_a_file_equals_the_one_over_the_same_records_in_memory()
    {
        UsageRecord[] calls =
        [
            Ledger.Call("2026-10-31T23:30:00Z", "a", "gpt-4o", TokenUsage.FromInclusive(100, 50, cacheRead: 20, reasoning: 10),
                cost: 0.00000000000015m),
            Ledger.Call("2026-11-22T10:00:00Z", "a", "gpt-4o", cost: 7922816251426433.7593543950335m),
            Ledger.Call("2026-11-22T22:59:59.9999999Z", "b", "mystery", cost: null),
            Ledger.Call("2026-11-22T23:00:00Z", null, null, TokenUsage.Unknown, cost: null),
        ];
        await WriteAsync(calls);

        foreach (var format in (string[])["json", "csv", "table"])
        {
            string[] args =
            [
                "report", "--by", "month,project,model,day", "--timezone", "Europe/Berlin", "--format", format, "--end", "2026-11-22",
            ];
            var fromFile = await RunAsync([.. args, "--store", StorePath]);
            Assert.Equal((0, ""), (fromFile.ExitCode, fromFile.Error));
            Assert.Equal((await TokensRun.OverAsync(await Ledger.OfAsync(calls), args)).Out, fromFile.Out);
        }
    }

    [Fact]
    public async Task What_a_dead_process_left_in_its_journal_is_in_the_report()
    {
        await WriteAsync(Ledger.Call());
        await LeaveJournalAsync(Ledger.Call(), Ledger.Call());

        Assert.Equal(3, await CallsAsync());
        Assert.Equal(3, await CallsAsync());
        Assert.Empty(Directory.GetFiles(StorePath + ".journal"));
    }

    [Fact]
    public async Task A_process_that_died_before_its_first_write_to_the_store_is_reported_all_the_same()
    {
        await LeaveJournalAsync(Ledger.Call());

        Assert.Equal(1, await CallsAsync());
    }

    [Fact]
    public async Task A_store_in_a_folder_that_cannot_be_written_to_is_reported_without_its_journals_and_that_is_said()
    {
        await WriteAsync(Ledger.Call());
        // Links that cannot be opened stand for a write-protected folder, which an administrator could write to.
        File.CreateSymbolicLink(StorePath + "-shm", "nowhere");
        Directory.CreateDirectory(StorePath + ".journal");
        File.CreateSymbolicLink(Path.Combine(StorePath + ".journal", "1.journal"), "1.journal");

        var run = await RunAsync(["report", "--store", StorePath, "--format", "json"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(1, JsonDocument.Parse(run.Out).RootElement.GetProperty("totals").GetProperty("calls").GetInt32());
        Assert.StartsWith("1 journal of the store could not be read", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("~somebody/usage.db", "home folder of another user")]
    [InlineData(@"C:\data\usage.db", "a path of Windows")]
    public async Task A_path_that_means_nothing_is_said_to_be_so(string path, string reason)
    {
        if (OperatingSystem.IsWindows() && path[0] == 'C')
            return;

        var run = await RunAsync(["report", "--store", path]);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("The store (specified by --store) cannot be found.", run.Error, StringComparison.Ordinal);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_in_parts_is_said_and_kept()
    {
        await WriteAsync(Ledger.Call());
        await LeaveJournalAsync(Ledger.Call());
        var journal = Assert.Single(Directory.GetFiles(StorePath + ".journal"));
        await File.AppendAllTextAsync(journal, "no frame of a record, but bytes enough to be one");

        var run = await RunAsync("report", "--format", "json", "--store", StorePath);

        Assert.Equal(2, Calls(run));
        Assert.StartsWith("A journal has parts that cannot be read. Its valid records are in the store, and the file is kept as ",
            run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(run.Error[run.Error.IndexOf(_folder, StringComparison.Ordinal)..].TrimEnd('\n', '.')));
    }

    [Fact]
    public async Task A_journal_that_may_be_in_use_is_said_and_left()
    {
        await WriteAsync(Ledger.Call());
        await LeaveJournalAsync(Ledger.Call());
        var journal = Assert.Single(Directory.GetFiles(StorePath + ".journal"));
        File.Move(journal, journal + ".unlocked");

        var run = await RunAsync("report", "--format", "json", "--store", StorePath);

        Assert.Equal((0, 1), (run.ExitCode, Calls(run)));
        Assert.StartsWith("1 journal of the store may be in use by a running program: file locks do not work", run.Error,
            StringComparison.Ordinal);
        Assert.Equal([journal + ".unlocked"], Directory.GetFiles(StorePath + ".journal"));
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_an_error_that_names_it_and_leaves_it_alone()
    {
        await File.WriteAllTextAsync(StorePath, new string('x', 5000));

        var run = await RunAsync("report", "--store", StorePath);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(StorePath, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(StorePath));
    }

    [Fact]
    public async Task A_report_makes_no_store()
    {
        var run = await RunAsync("report", "--store", StorePath);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private static Task<TokensRun> RunAsync(params string[] args) => TokensRun.WithAsync(static host => host, args);

    private static int Calls(TokensRun run)
        => JsonDocument.Parse(run.Out).RootElement.GetProperty("totals").GetProperty("calls").GetInt32();

    private async Task<int> CallsAsync()
    {
        var run = await RunAsync("report", "--format", "json", "--store", StorePath);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return Calls(run);
    }

    private async Task WriteAsync(params UsageRecord[] calls)
    {
        await using var store = new SqliteUsageStore(StorePath);
        await store.WriteAsync(calls);
    }

    // A process whose store never took a record leaves what a killed one leaves: a journal without an owner.
    private async Task LeaveJournalAsync(params UsageRecord[] calls)
    {
        await using var tracker = new TokenTracker(new UnreachableStore(StorePath + ".journal"));
        foreach (var call in calls)
            tracker.Record(in call);
    }

    private sealed class UnreachableStore(string journals) : IUsageStore, IJournaledStore
    {
        public string? JournalDirectory => journals;

        public Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default)
            => throw new UsageStoreException("The store is away.");

        public Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default)
            => throw new UsageStoreException("The store is away.");
    }
}
