using Microsoft.Extensions.Logging;
using TokenTracking.Storage.Ledger;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Storage;

public sealed class LedgerWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLogger _log = new();
    private readonly ScriptedStore _store;

    public LedgerWriterTests() => _store = new ScriptedStore(_folder.File("journals"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_writes_a_journal_before_it_returns_and_the_store_nothing()
    {
        await using var writer = Writer();
        var record = SampleRecords.Full();

        writer.Append(in record);

        Assert.Equal([record.Id], ReadJournals());
        Assert.Equal(0, _store.Writes);
        Assert.Equal(0, writer.RecordsNotDurable);
    }

    [Fact]
    public async Task Records_reach_the_store_an_interval_after_they_came_and_the_journal_is_emptied()
    {
        await using var writer = Writer();
        var records = Append(writer, 3);

        _clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(0, _store.Writes);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(records.Select(static record => record.Id), _store.Inner.Records.Select(static record => record.Id));
        Assert.Equal(0, new FileInfo(Assert.Single(JournalFiles())).Length);
    }

    [Fact]
    public async Task Nothing_is_done_while_nothing_comes()
    {
        await using var writer = Writer();
        Append(writer, 1);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, _store.Writes);
    }

    [Fact]
    public async Task Every_field_passes_through_the_journal_unchanged()
    {
        await using var writer = Writer();
        var record = SampleRecords.Full();
        writer.Append(in record);

        await writer.FlushAsync(CancellationToken.None);

        var stored = Assert.Single(_store.Inner.Records);
        Assert.Equal(
            record with { Metadata = null, Parts = null, Units = null },
            stored with { Metadata = null, Parts = null, Units = null });
        Assert.Equal(record.Parts, stored.Parts);
        Assert.Equal(record.Units, stored.Units);
        Assert.Equal(record.Metadata!, stored.Metadata!);
    }

    [Fact]
    public async Task A_long_journal_is_moved_in_groups_of_bounded_size()
    {
        await using var writer = Writer();
        Append(writer, 1000);

        await writer.FlushAsync(CancellationToken.None);

        Assert.Equal(1000, _store.Inner.Records.Count);
        Assert.Equal(4, _store.Writes);
        Assert.Equal(JournalMover.GroupSize, _store.LargestGroup);
    }

    [Fact]
    public async Task FlushAsync_throws_where_the_store_refuses_and_the_records_stay()
    {
        var writer = Writer();
        var record = Append(writer, 1)[0];
        _store.Failure = new UsageStoreException("full");

        Assert.Same(_store.Failure, await Assert.ThrowsAsync<UsageStoreException>(() => writer.FlushAsync(CancellationToken.None)));

        Assert.Equal([record.Id], ReadJournals());
        Assert.Equal(1, writer.FailedMoves);
        _store.Failure = null;
        await writer.FlushAsync(CancellationToken.None);
        Assert.Equal(record.Id, Assert.Single(_store.Inner.Records).Id);
        await writer.DisposeAsync();
    }

    [Fact]
    public async Task FlushAsync_says_UsageStoreException_whatever_a_store_throws()
    {
        await using var writer = Writer();
        Append(writer, 1);
        _store.Failure = new InvalidOperationException("bug");

        var exception = await Assert.ThrowsAsync<UsageStoreException>(() => writer.FlushAsync(CancellationToken.None));

        Assert.Same(_store.Failure, exception.InnerException);
    }

    [Fact]
    public async Task A_cancelled_flush_keeps_the_records()
    {
        await using var writer = Writer();
        Append(writer, 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.FlushAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, writer.FailedMoves);
        await writer.FlushAsync(CancellationToken.None);
        Assert.Single(_store.Inner.Records);
    }

    [Fact]
    public async Task A_store_that_is_away_is_tried_ever_less_often_said_once_and_gets_everything_when_it_is_back()
    {
        await using var writer = Writer();
        _store.Failure = new UsageStoreException("away");
        for (var second = 0; second < 600; second++)
        {
            Append(writer, 1);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        // 0.25, 0.5, 1, 2, 4, 8, 16 s, then one try in 30 s.
        Assert.InRange(_store.Writes, 20, 30);
        Assert.Equal(_store.Writes, writer.FailedMoves);
        Assert.Equal((LogLevel.Error, 40), Assert.Single(_log.Entries.Select(static entry => (entry.Level, entry.Id))));

        _store.Failure = null;
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(600, _store.Inner.Records.Count);
        Assert.Equal([40, 41], _log.Entries.Select(static entry => entry.Id));
        Append(writer, 1);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(601, _store.Inner.Records.Count);
    }

    [Fact]
    public async Task After_a_flush_found_the_store_back_records_are_moved_at_the_usual_interval_again()
    {
        await using var writer = Writer();
        _store.Failure = new UsageStoreException("away");
        Append(writer, 1);
        _clock.Advance(TimeSpan.FromMinutes(5));
        _store.Failure = null;
        await writer.FlushAsync(CancellationToken.None);

        Append(writer, 1);
        _clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(2, _store.Inner.Records.Count);
    }

    [Fact]
    public async Task A_record_that_comes_while_a_group_is_stored_is_moved_by_the_next_round()
    {
        await using var writer = Writer();
        UsageRecord? late = null;
        _store.BeforeWrite = () =>
        {
            late ??= Append(writer, 1)[0];
            return Task.CompletedTask;
        };
        Append(writer, 1);

        _clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Single(_store.Inner.Records);
        _clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Contains(_store.Inner.Records, record => record.Id == late!.Value.Id);
        Assert.Empty(ReadJournals());
    }

    [Fact]
    public async Task A_journal_that_never_falls_empty_is_followed_by_a_new_one()
    {
        await using var writer = Writer(journalLimit: 1);
        var busy = true;
        _store.BeforeWrite = () =>
        {
            if (busy)
                Append(writer, 1);
            return Task.CompletedTask;
        };
        Append(writer, 1);
        for (var round = 0; round < 20; round++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            // The one that is filled, and the one that waits to be moved.
            Assert.InRange(JournalFiles().Length, 0, 2);
            Assert.True(JournalFiles().Sum(static path => new FileInfo(path).Length) < 2000);
        }

        busy = false;
        await writer.FlushAsync(CancellationToken.None);
        Assert.True(_store.Inner.Records.Count > 20);
        Assert.Empty(ReadJournals());
    }

    [Fact]
    public async Task Threads_that_append_while_records_are_moved_lose_nothing()
    {
        var writer = Writer(journalLimit: 10_000);
        var appending = Enumerable.Range(0, 8).Select(_ => Task.Run(() => Append(writer, 500))).ToArray();
        var all = Task.WhenAll(appending);
        while (!all.IsCompleted)
            await writer.FlushAsync(CancellationToken.None);
        await writer.DisposeAsync();

        var ids = (await all).SelectMany(static records => records).Select(static record => record.Id);

        Assert.Equal(ids.Order(), _store.Inner.Records.Select(static record => record.Id).Order());
        Assert.Empty(JournalFiles());
    }

    [Fact]
    public async Task DisposeAsync_moves_what_is_left_and_removes_the_journal()
    {
        var writer = Writer();
        Append(writer, 5);

        await writer.DisposeAsync();

        Assert.Equal(5, _store.Inner.Records.Count);
        Assert.Empty(JournalFiles());
    }

    [Fact]
    public async Task DisposeAsync_leaves_the_journal_where_the_store_refuses()
    {
        var writer = Writer();
        var records = Append(writer, 5);
        _store.Failure = new UsageStoreException("away");

        await writer.DisposeAsync();

        Assert.Equal(records.Select(static record => record.Id), ReadJournals());
    }

    [Fact]
    public async Task A_record_that_comes_after_the_end_is_found_by_the_next_start()
    {
        var writer = Writer();
        await writer.DisposeAsync();

        var record = Append(writer, 1)[0];

        Assert.Equal([record.Id], ReadJournals());
        Assert.Equal(0, _store.Writes);
        await writer.DisposeAsync();
        Assert.Equal([record.Id], _store.Inner.Records.Select(static stored => stored.Id));
    }

    [Fact]
    public async Task Two_writers_in_one_process_keep_a_journal_each()
    {
        await using var first = Writer();
        await using var second = Writer();

        Append(first, 1);
        Append(second, 1);

        Assert.Equal(2, JournalFiles().Length);
        await second.RecoverAsync(CancellationToken.None);
        Assert.Equal(0, _store.Writes);
    }

    [Fact]
    public async Task Flushing_each_record_to_the_disk_keeps_all_else_as_it_is()
    {
        await using var writer = new LedgerWriter(_store, new LedgerOptions { FlushEachRecord = true }, _clock, _log);
        var records = Append(writer, 3);

        Assert.Equal(records.Select(static record => record.Id), ReadJournals());
        await writer.FlushAsync(CancellationToken.None);
        Assert.Equal(3, _store.Inner.Records.Count);
    }

    [Fact]
    public async Task The_options_folder_wins_over_the_stores()
    {
        await using var writer = new LedgerWriter(
            _store, new LedgerOptions { JournalDirectory = _folder.File("elsewhere") }, _clock, _log);

        Append(writer, 1);

        Assert.Empty(JournalFiles());
        Assert.Single(Directory.GetFiles(_folder.File("elsewhere")));
    }

    [Fact]
    public async Task A_store_without_journals_gets_records_from_memory_and_they_do_not_count_as_not_durable()
    {
        var store = new ScriptedStore(journalDirectory: null) { Failure = new UsageStoreException("not yet") };
        await using var writer = new LedgerWriter(store, new LedgerOptions(), _clock, _log);
        Append(writer, 300);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(0, writer.RecordsNotDurable);
        store.Failure = null;

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(300, store.Inner.Records.Count);
    }

    private LedgerWriter Writer(long journalLimit = LedgerWriter.DefaultJournalLimit)
        => new(_store, new LedgerOptions(), _clock, _log, journalLimit);

    private static UsageRecord[] Append(LedgerWriter writer, int count)
    {
        var records = Enumerable.Range(0, count).Select(static index => SampleRecords.Simple(SampleRecords.Noon.AddTicks(index))).ToArray();
        foreach (ref readonly var record in records.AsSpan())
            writer.Append(in record);
        return records;
    }

    private string[] JournalFiles() => Directory.Exists(_store.JournalDirectory) ? Directory.GetFiles(_store.JournalDirectory) : [];

    private List<Guid> ReadJournals() => JournalContent.Ids(_store.JournalDirectory!);
}
