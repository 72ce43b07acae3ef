using System.Net;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TokenTracking.Storage;
using TokenTracking.Testing;

namespace TokenTracking.Cli.Tests.Ranges;

/// <summary>No figure that a provider or a caller gives makes anything fail: not the tracker, its live figures and timers, its journal, a
/// store or a report.</summary>
public sealed class ExtremeRecordTests : IDisposable
{
    private const int Samples = 40;

    private static readonly string[][] Reports =
    [
        ["report"],
        ["report", "--by", "project,model", "--format", "json"],
        ["report", "--by", "day,operation", "--timezone", "Pacific/Kiritimati"],
        ["report", "--by", "month,provider", "--timezone", "Pacific/Pago_Pago", "--format", "csv"],
        ["report", "--by", "agent,task", "--start", "1970-01-01", "--end", "9998-12-31", "--format", "json"],
        ["recommend"],
        ["recommend", "--format", "json"],
        ["what-if", "--model", "claude-haiku-4-5", "--by", "month"],
        ["what-if", "--model", "gpt-4o-mini", "--format", "json"],
        ["recost", "--dry-run", "--force"],
        ["recost", "--force"],
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("ranges-").FullName;
    private int _files;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void No_sequence_of_records_makes_a_tracker_a_journal_a_store_or_a_report_fail()
        => Prop.ForAll(
            ExtremeRecords.Records.ListOf(12).Zip(ExtremeRecords.Bodies.ListOf(6)).ToArbitrary(),
            sample => TrackedAsync([.. sample.Item1], [.. sample.Item2]).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Samples));

    [Fact]
    public void No_sequence_of_records_that_are_written_past_the_tracker_makes_a_store_or_a_report_fail()
        => Prop.ForAll(
            ExtremeRecords.Records.Select(WithoutNulls).ListOf(25).ToArbitrary(),
            records => WrittenAsync([.. records]).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Samples));

    // Through every way in, into a file, and out again.
    private async Task TrackedAsync(UsageRecord[] records, string[] bodies)
    {
        var path = Path.Combine(_folder, $"{_files++}.db");
        var clock = new ManualTimeProvider();
        var log = new RecordingLogger<TokenTracker>();
        await using (var store = new SqliteUsageStore(path))
        await using (var tracker = new TokenTracker(store, logger: log, timeProvider: clock))
        {
            tracker.StartMonitoring();
            foreach (var record in records)
            {
                tracker.Record(in record);
                clock.Advance(TimeSpan.FromSeconds(40));
            }

            foreach (var body in bodies)
            {
                using var http = new HttpClient(new TokenTrackingHandler(tracker, new Answering(body)));
                using var response = await http.PostAsync(new Uri("https://openrouter.ai/api/v1/chat/completions"), null);
                Assert.Equal(body, await response.Content.ReadAsStringAsync());
            }

            await tracker.FlushAsync();
            await tracker.LoadAsync();
            Assert.NotEmpty(tracker.GetSummary().Projects);
            Assert.Equal((0L, 0L), (tracker.RecordsNotDurable, tracker.FailedStoreWrites));
        }

        await AssertReportsAsync(path, records.Length + bodies.Length);
        if (bodies.Length > 0)
            AssertRuns(["coverage"], await TokensRun.WithAsync(static host => host, "coverage", "--run", path));
        Assert.DoesNotContain(log.Lines, static line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
        using var reader = SqliteUsageStore.OpenReadOnly(path);
        await foreach (var stored in reader.ReadAsync(new UsageQuery()))
            AssertIsWithinLimits(in stored);
    }

    private async Task WrittenAsync(UsageRecord[] records)
    {
        var path = Path.Combine(_folder, $"{_files++}.db");
        var memory = new InMemoryUsageStore();
        await memory.WriteAsync(records);
        using (var file = new SqliteUsageStore(path))
            await file.WriteAsync(records);
        await AssertReportsAsync(path, records.Length);
        foreach (var args in Reports)
            AssertRuns(args, await TokensRun.OverAsync(memory, args));
    }

    private static async Task AssertReportsAsync(string path, int calls)
    {
        foreach (var args in Reports)
            AssertRuns(args, await TokensRun.WithAsync(static host => host, [.. args, "--store", path]));
        var run = await TokensRun.WithAsync(static host => host, "report", "--format", "json", "--store", path);
        using var report = JsonDocument.Parse(run.Out);
        Assert.Equal(calls, report.RootElement.GetProperty("totals").GetProperty("calls").GetInt64());
    }

    private static void AssertRuns(string[] args, TokensRun run)
        => Assert.True(run.ExitCode == 0 && run.Error.Length == 0, $"{string.Join(' ', args)}: {run.ExitCode} {run.Error}");

    // What the types do not allow, a store need not take: the tracker leaves it out.
    private static UsageRecord WithoutNulls(UsageRecord record) => record with
    {
        Parts = record.Parts?.Where(static part => part is not null).ToArray(),
        Units = record.Units?.Where(static unit => unit is { Unit: not null }).ToArray(),
    };

    private static void AssertIsWithinLimits(in UsageRecord record)
    {
        Assert.All(
            (decimal?[])[record.Cost, record.ReportedCost, record.ListedCost],
            static cost => Assert.True(cost is null or (>= 0 and <= UsageRecord.MaxCost)));
        Assert.True(record.Duration >= TimeSpan.Zero && record.Duration <= TimeSpan.FromDays(366));
        Assert.True(record.MaxOutputTokens is null or (>= 0 and <= TokenUsage.MaxCount));
        Assert.All(
            record.Units ?? [], static unit => Assert.True(unit.Unit.Length > 0 && unit.Quantity is > 0 and <= TokenUsage.MaxCount));
    }

    private sealed class Answering(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            });
    }
}
