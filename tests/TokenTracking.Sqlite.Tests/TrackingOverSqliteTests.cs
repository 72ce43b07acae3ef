using TokenTracking.Storage;
using TokenTracking.Testing;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Sqlite.Tests;

/// <summary>Law 1 and law 2 with a real file: the answer arrives whatever the store does, and its record waits in the journal.</summary>
public sealed class TrackingOverSqliteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    private string StorePath => _folder.File("usage.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_call_is_in_the_store_after_the_tracker_ends_and_no_journal_is_left()
    {
        await using (var store = Store())
        await using (var tracker = Tracker(store))
            Assert.Equal("answer", await Call(tracker));

        Assert.Equal(1, await StoredCalls());
        Assert.Empty(Directory.GetFiles(StorePath + ".journal"));
    }

    [Fact]
    public async Task A_second_run_adds_to_the_first_and_starts_from_its_totals()
    {
        await using (var store = Store())
        await using (var tracker = Tracker(store))
            await Call(tracker);
        _clock.Advance(TimeSpan.FromMinutes(1));

        await using (var store = Store())
        await using (var tracker = Tracker(store))
        {
            await tracker.LoadAsync();
            Assert.Equal(150, tracker.GetProjectStats("proj").TotalTokens);
            await Call(tracker);
        }

        Assert.Equal(2, await StoredCalls());
    }

    [Fact]
    public async Task Over_a_damaged_store_the_answer_arrives_and_the_record_waits_until_the_file_is_moved_away()
    {
        await File.WriteAllTextAsync(StorePath, new string('x', 5000));
        await using var store = Store();
        await using var tracker = Tracker(store);

        Assert.Equal("answer", await Call(tracker));
        var exception = await Assert.ThrowsAsync<UsageStoreException>(() => tracker.FlushAsync());
        Assert.Contains(StorePath, exception.Message, StringComparison.Ordinal);
        Assert.Equal((0L, 1L), (tracker.RecordsNotDurable, tracker.FailedStoreWrites));
        await Assert.ThrowsAsync<UsageStoreException>(() => tracker.LoadAsync());

        File.Move(StorePath, _folder.File("damaged.db"));
        await tracker.FlushAsync();

        Assert.Equal(1, await StoredCalls());
    }

    [Fact]
    public async Task Over_a_locked_store_the_answer_arrives_and_the_record_waits_until_it_is_free()
    {
        await using var store = Store();
        await using var tracker = Tracker(store);
        await Call(tracker);
        await tracker.FlushAsync();
        using (var other = StoreRows.Open(StorePath))
        {
            using var transaction = other.BeginTransaction(deferred: false);

            Assert.Equal("answer", await Call(tracker));
            await Assert.ThrowsAsync<UsageStoreException>(() => tracker.FlushAsync());
            Assert.Equal(0, tracker.RecordsNotDurable);
        }

        await tracker.FlushAsync();

        Assert.Equal(2, await StoredCalls());
    }

    [Fact]
    public async Task What_waited_in_the_journal_when_the_process_ended_is_taken_in_by_a_reader_even_if_there_is_no_store_yet()
    {
        Directory.CreateDirectory(StorePath);
        await using (var store = Store())
        await using (var tracker = Tracker(store))
            await Call(tracker);
        Directory.Delete(StorePath);

        await using var reader = SqliteUsageStore.OpenExisting(StorePath);
        var recovery = await UsageJournals.RecoverAsync(reader);

        Assert.Equal(1, recovery.Records);
        Assert.Equal(1, await StoredCalls());
    }

    [Fact]
    public async Task Where_neither_store_nor_journal_can_be_written_the_answer_arrives_and_the_record_is_counted()
    {
        await File.WriteAllTextAsync(_folder.File("taken"), "");
        await using var store = new SqliteUsageStore(_folder.File("taken/usage.db"));
        await using var tracker = Tracker(store);

        Assert.Equal("answer", await Call(tracker));

        Assert.Equal(1, tracker.RecordsNotDurable);
        File.Delete(_folder.File("taken"));
        await tracker.FlushAsync();
        Assert.Equal(0, tracker.RecordsNotDurable);
    }

    private static async Task<string> Call(TokenTracker tracker)
    {
        using var scope = TrackingScope.Begin(project: "proj");
        var result = await tracker.TrackAsync(
            "analyze", static () => Task.FromResult(new LlmResult { Text = "answer", Usage = TokenUsage.FromExclusive(100, 50) }),
            static result => result.Usage);
        return result.Text;
    }

    private SqliteUsageStore Store() => new(StorePath, new SqliteUsageStoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(20) });

    private TokenTracker Tracker(IUsageStore store) => new(store, timeProvider: _clock);

    private async Task<long> StoredCalls()
    {
        await using var store = SqliteUsageStore.OpenReadOnly(StorePath);
        return (await store.QueryAsync(new UsageQuery())).Totals.Calls;
    }
}
