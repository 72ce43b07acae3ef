using Microsoft.Extensions.Logging;
using TokenTracking.Storage.Journals;
using TokenTracking.Storage.Ledger;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Storage;

/// <summary>The journal's folder cannot be made, because a file has its name: what a full or read-only disk looks like to the
/// writer.</summary>
public sealed class JournalThatCannotGrowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLogger _log = new();
    private readonly ScriptedStore _store;
    private readonly LedgerWriter _writer;

    public JournalThatCannotGrowTests()
    {
        File.WriteAllText(_folder.File("taken"), "");
        _store = new ScriptedStore(_folder.File("taken"));
        _writer = new LedgerWriter(_store, new LedgerOptions(), _clock, _log);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_does_not_throw_counts_the_records_and_says_so_once()
    {
        Append(3);

        Assert.Equal(3, _writer.RecordsNotDurable);
        Assert.Equal((LogLevel.Error, 42), Assert.Single(_log.Entries.Select(static entry => (entry.Level, entry.Id))));
    }

    [Fact]
    public void The_store_gets_the_records_from_memory()
    {
        Append(3);

        _clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(3, _store.Inner.Records.Count);
        Assert.Equal(0, _writer.RecordsNotDurable);
    }

    [Fact]
    public void Failure_of_the_journal_is_said_once_over_many_rounds()
    {
        for (var round = 0; round < 10; round++)
        {
            Append(1);
            _clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        Assert.Equal(10, _store.Inner.Records.Count);
        Assert.Single(_log.Entries);
    }

    [Fact]
    public async Task Where_the_store_refuses_too_the_records_wait_and_go_to_the_journal_once_it_can_grow()
    {
        _store.Failure = new UsageStoreException("away");
        Append(3);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(3, _writer.RecordsNotDurable);

        File.Delete(_folder.File("taken"));
        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(0, _writer.RecordsNotDurable);
        Assert.Equal(3, JournalContent.Ids(_store.JournalDirectory!).Count);
        Assert.Contains(_log.Entries, static entry => entry.Id == 43);
        _store.Failure = null;
        await _writer.FlushAsync(CancellationToken.None);
        Assert.Equal(3, _store.Inner.Records.Count);
    }

    [Fact]
    public async Task Ending_with_records_that_nobody_takes_says_how_many_are_lost()
    {
        _store.Failure = new UsageStoreException("away");
        Append(3);

        await _writer.DisposeAsync();

        Assert.Contains(_log.Entries, static entry => entry is { Level: LogLevel.Critical, Id: 50 }
            && entry.Message.StartsWith("3 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_too_large_for_a_frame_waits_in_memory_for_the_store()
    {
        File.Delete(_folder.File("taken"));
        Append(1);
        var record = SampleRecords.Simple() with { RawUsage = new string('1', JournalFrame.MaxPayload) };
        _writer.Append(in record);
        Assert.Equal(1, _writer.RecordsNotDurable);
        _store.Failure = new UsageStoreException("away");
        await Assert.ThrowsAsync<UsageStoreException>(() => _writer.FlushAsync(CancellationToken.None));
        Assert.Equal(1, _writer.RecordsNotDurable);

        _store.Failure = null;
        await _writer.FlushAsync(CancellationToken.None);

        Assert.Equal(2, _store.Inner.Records.Count);
        Assert.Equal(0, _writer.RecordsNotDurable);
    }

    [Fact]
    public async Task A_journal_that_somebody_deletes_is_replaced_and_its_records_are_stored()
    {
        File.Delete(_folder.File("taken"));
        Append(2);
        Directory.Delete(_store.JournalDirectory!, recursive: true);

        _clock.Advance(TimeSpan.FromMilliseconds(250));
        Append(1);

        Assert.Equal(2, _store.Inner.Records.Count);
        Assert.Single(JournalContent.Ids(_store.JournalDirectory!));
        await _writer.DisposeAsync();
        Assert.Equal(3, _store.Inner.Records.Count);
    }

    [Fact]
    public async Task A_journal_that_somebody_cut_gives_what_is_left_and_is_kept_aside()
    {
        File.Delete(_folder.File("taken"));
        Append(4);
        using (var journal = new FileStream(
            Assert.Single(Directory.GetFiles(_store.JournalDirectory!)), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            journal.SetLength(journal.Length - 10);
        }

        await _writer.FlushAsync(CancellationToken.None);
        await _writer.DisposeAsync();

        Assert.Equal(3, _store.Inner.Records.Count);
        Assert.EndsWith(
            JournalFile.DamagedExtension, Assert.Single(Directory.GetFiles(_store.JournalDirectory!)), StringComparison.Ordinal);
        Assert.Contains(_log.Entries, static entry => entry.Id == 45);
    }

    private void Append(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var record = SampleRecords.Simple();
            _writer.Append(in record);
        }
    }
}
