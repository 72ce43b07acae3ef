using Microsoft.Extensions.Logging;
using TokenTracking.Storage;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Storage;

/// <summary>A durable store that has no folder, as a database on another machine: its records go through a journal like all
/// others.</summary>
public sealed class FolderlessStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RemoteDatabase _database = new();
    private readonly RecordingLogger<TokenTracker> _log = new();

    private string Journals => _folder.File("journals");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_record_survives_the_process_in_the_folder_of_the_options_and_is_stored_by_the_next_start()
    {
        _database.IsAway = true;
        // The first process: acknowledges the record and ends without ever reaching the database.
        var first = Tracker(new RemoteStore(_database), Journals);
        first.Record(SampleRecords.Simple(SampleRecords.Noon.AddDays(-30)));
        await first.DisposeAsync();
        Assert.Single(JournalContent.Ids(Journals));

        _database.IsAway = false;
        await using var second = Tracker(new RemoteStore(_database), Journals);
        await second.LoadAsync();

        Assert.Single(_database.Records.Records);
        Assert.Empty(Directory.GetFiles(Journals));
        Assert.Equal(1500, second.GetProjectStats("proj_1").TotalTokens);
    }

    [Fact]
    public async Task A_folder_that_the_store_suggests_is_used_and_found_by_readers_of_the_store()
    {
        _database.IsAway = true;
        var writer = Tracker(new SuggestingStore(_database, Journals), journalDirectory: null);
        writer.Record(SampleRecords.Simple());
        await writer.DisposeAsync();

        _database.IsAway = false;
        var recovery = await UsageJournals.RecoverAsync(new SuggestingStore(_database, Journals));

        Assert.Equal(1, recovery.Records);
        Assert.Single(_database.Records.Records);
    }

    [Fact]
    public async Task The_options_folder_takes_precedence_over_the_suggested_one()
    {
        _database.IsAway = true;
        var writer = Tracker(new SuggestingStore(_database, _folder.File("suggested")), Journals);
        writer.Record(SampleRecords.Simple());
        await writer.DisposeAsync();

        Assert.Single(JournalContent.Ids(Journals));
        Assert.False(Directory.Exists(_folder.File("suggested")));
    }

    [Fact]
    public async Task Without_any_folder_the_log_says_once_that_records_are_not_durable()
    {
        await using (Tracker(new RemoteStore(_database), journalDirectory: null))
        {
        }

        var (level, message) = Assert.Single(_log.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("TokenTrackingOptions.JournalDirectory is not set", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_in_memory_needs_no_journal()
    {
        await using (Tracker(new InMemoryUsageStore(), journalDirectory: null))
        {
        }

        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void The_folder_for_a_store_is_the_same_for_the_same_name_alone()
    {
        var folder = JournalDirectories.For("postgresql://db.example.com/llm?x=../..");

        Assert.Equal(folder, JournalDirectories.For("postgresql://db.example.com/llm?x=../.."));
        Assert.NotEqual(folder, JournalDirectories.For("postgresql://db.example.com/llm?x=//.."));
        Assert.True(Path.IsPathFullyQualified(folder));
        Assert.Equal(folder, Path.GetFullPath(folder));
        Assert.StartsWith("postgresql---db-example-com-llm", Path.GetFileName(folder), StringComparison.Ordinal);
        Assert.NotEqual(JournalDirectories.For("///"), JournalDirectories.For("???"));
    }

    private TokenTracker Tracker(IUsageStore store, string? journalDirectory) => new(
        store, new TokenTrackingOptions { JournalDirectory = journalDirectory }, logger: _log,
        timeProvider: new ManualTimeProvider(SampleRecords.Noon.AddHours(1)));

    /// <summary>What outlives the processes.</summary>
    private sealed class RemoteDatabase
    {
        public InMemoryUsageStore Records { get; } = new();

        public bool IsAway { get; set; }
    }

    private class RemoteStore(RemoteDatabase database) : IUsageStore
    {
        public Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default)
            => database.IsAway ? throw new UsageStoreException("away") : database.Records.WriteAsync(records, cancellationToken);

        public Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default)
            => database.Records.QueryAsync(query, cancellationToken);
    }

    private sealed class SuggestingStore(RemoteDatabase database, string directory) : RemoteStore(database), IJournaledStore
    {
        public string? JournalDirectory => directory;
    }
}
