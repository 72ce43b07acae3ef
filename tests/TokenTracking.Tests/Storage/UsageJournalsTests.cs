using TokenTracking.Storage;
using TokenTracking.Storage.Ledger;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Storage;

public sealed class UsageJournalsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _log = new();
    private readonly ScriptedStore _store;

    public UsageJournalsTests() => _store = new ScriptedStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Records_that_a_dead_process_left_are_stored_and_its_journal_is_deleted()
    {
        var left = await LeaveJournal(300);

        var recovery = await UsageJournals.RecoverAsync(_store, logger: _log);

        Assert.Equal(left.Select(static record => record.Id), _store.Inner.Records.Select(static record => record.Id));
        Assert.Equal((1, 300L, 0), (recovery.Journals, recovery.Records, recovery.JournalsLeft));
        Assert.Empty(recovery.DamagedFiles);
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Equal([47], _log.Entries.Select(static entry => entry.Id));
    }

    [Fact]
    public async Task A_living_processs_journal_is_left_to_it()
    {
        var record = SampleRecords.Simple();
        await using var living = new LedgerWriter(_store, new LedgerOptions(), new ManualTimeProvider(), _log);
        living.Append(in record);

        var recovery = await UsageJournals.RecoverAsync(_store);

        Assert.Equal(JournalRecovery.Nothing, recovery);
        Assert.Empty(_store.Inner.Records);
        Assert.Equal([record.Id], JournalContent.Ids(_folder.Path));
    }

    [Fact]
    public async Task Records_that_the_store_has_already_count_once()
    {
        var left = await LeaveJournal(3);
        await _store.Inner.WriteAsync(left.AsMemory(0, 2));

        await UsageJournals.RecoverAsync(_store);

        Assert.Equal(3, _store.Inner.Records.Count);
    }

    [Fact]
    public async Task Where_the_store_refuses_the_journal_stays_for_the_next_try()
    {
        await LeaveJournal(3);
        _store.Failure = new UsageStoreException("away");
        await Assert.ThrowsAsync<UsageStoreException>(() => UsageJournals.RecoverAsync(_store));
        Assert.Single(Directory.GetFiles(_folder.Path));

        _store.Failure = null;
        await UsageJournals.RecoverAsync(_store);

        Assert.Equal(3, _store.Inner.Records.Count);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_damaged_journal_gives_its_good_records_and_is_kept_aside()
    {
        await LeaveJournal(3);
        var path = Assert.Single(Directory.GetFiles(_folder.Path));
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 0xFF;
        await File.WriteAllBytesAsync(path, bytes);

        var recovery = await UsageJournals.RecoverAsync(_store, logger: _log);

        Assert.Equal(2, _store.Inner.Records.Count);
        Assert.Equal([path + ".damaged"], recovery.DamagedFiles);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path + ".damaged"));
        var said = Assert.Single(_log.Entries, static entry => entry.Id == 45).Message;
        Assert.Contains(path, said, StringComparison.Ordinal);
        Assert.Contains($"at byte {bytes.Length / 3}", said, StringComparison.Ordinal);
        Assert.Equal(JournalRecovery.Nothing, await UsageJournals.RecoverAsync(_store));
    }

    [Fact]
    public async Task An_append_that_was_cut_short_leaves_no_file_behind()
    {
        await LeaveJournal(2);
        var path = Assert.Single(Directory.GetFiles(_folder.Path));
        using (var journal = new FileStream(path, FileMode.Open))
            journal.SetLength(journal.Length - 7);

        var recovery = await UsageJournals.RecoverAsync(_store, logger: _log);

        Assert.Equal(1, recovery.Records);
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Contains(_log.Entries, static entry => entry.Id == 46);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_said_and_does_not_hold_up_the_others()
    {
        await LeaveJournal(2);
        // A link to itself: opening it fails for every user.
        File.CreateSymbolicLink(_folder.File("00000000.journal"), _folder.File("00000000.journal"));

        var recovery = await UsageJournals.RecoverAsync(_store, logger: _log);

        Assert.Equal((1, 2L, 1), (recovery.Journals, recovery.Records, recovery.JournalsLeft));
        Assert.Contains(_log.Entries, static entry => entry.Id == 48);
    }

    [Fact]
    public async Task A_journal_without_a_lock_is_left_and_said_until_it_is_renamed()
    {
        await LeaveJournal(2);
        var path = Assert.Single(Directory.GetFiles(_folder.Path));
        File.Move(path, path + ".unlocked");
        var bytes = await File.ReadAllBytesAsync(path + ".unlocked");

        var recovery = await UsageJournals.RecoverAsync(_store, logger: _log);

        Assert.Equal(JournalRecovery.Nothing with { JournalsUnlocked = 1 }, recovery);
        Assert.Empty(_store.Inner.Records);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path + ".unlocked"));
        var said = Assert.Single(_log.Entries);
        Assert.Equal(55, said.Id);
        Assert.Contains(path + ".unlocked", said.Message, StringComparison.Ordinal);
        Assert.True(UsageJournals.Exist(_folder.Path));

        File.Move(path + ".unlocked", path);
        Assert.Equal(2, (await UsageJournals.RecoverAsync(_store)).Records);
        Assert.False(UsageJournals.Exist(_folder.Path));
    }

    [Fact]
    public async Task An_empty_journal_without_a_lock_holds_nothing_to_say()
    {
        await File.WriteAllBytesAsync(_folder.File("1.journal.unlocked"), []);

        Assert.Equal(JournalRecovery.Nothing, await UsageJournals.RecoverAsync(_store, logger: _log));

        Assert.Empty(_log.Entries);
        Assert.True(File.Exists(_folder.File("1.journal.unlocked")));
    }

    [Fact]
    public async Task A_missing_folder_holds_no_journals()
    {
        Assert.Equal(JournalRecovery.Nothing, await UsageJournals.RecoverAsync(_store, _folder.File("missing")));
        Assert.Equal(JournalRecovery.Nothing, await UsageJournals.RecoverAsync(new InMemoryUsageStore()));
        Assert.False(UsageJournals.Exist(_folder.File("missing")));
    }

    [Fact]
    public async Task Several_recoveries_at_once_store_each_record_once()
    {
        for (var journal = 0; journal < 5; journal++)
            await LeaveJournal(20);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => UsageJournals.RecoverAsync(_store))));

        Assert.Equal(100, _store.Inner.Records.Count);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_tracker_that_loads_counts_what_a_dead_process_left()
    {
        await LeaveJournal(3);
        await using var tracker = new TokenTracker(_store, timeProvider: new ManualTimeProvider(SampleRecords.Noon.AddHours(1)));

        await tracker.LoadAsync();

        Assert.Equal(4500, tracker.GetProjectStats("proj_1").TotalTokens);
    }

    /// <summary>Leaves a journal as a process does that dies: records in the file, nobody holding it.</summary>
    private async Task<UsageRecord[]> LeaveJournal(int count)
    {
        var away = new ScriptedStore(_folder.Path) { Failure = new UsageStoreException("away") };
        var writer = new LedgerWriter(away, new LedgerOptions(), new ManualTimeProvider(), new RecordingLogger());
        var records = Enumerable.Range(0, count).Select(static index => SampleRecords.Simple(SampleRecords.Noon.AddTicks(index))).ToArray();
        foreach (ref readonly var record in records.AsSpan())
            writer.Append(in record);
        await writer.DisposeAsync();
        return records;
    }
}
