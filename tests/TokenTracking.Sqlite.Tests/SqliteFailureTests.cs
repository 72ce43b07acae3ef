using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Sqlite.Tests;

public sealed class SqliteFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string StorePath => _folder.File("usage.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_is_no_database_is_named_with_a_way_out_and_left_as_it_is()
    {
        await File.WriteAllTextAsync(StorePath, "these are the notes of a meeting, not a database, and they go on for a while");
        var before = Fingerprint();
        await using var store = new SqliteUsageStore(StorePath);

        var written = await Assert.ThrowsAsync<UsageStoreException>(() => store.WriteAsync(new[] { SampleRecords.Simple() }));
        var read = await Assert.ThrowsAsync<UsageStoreException>(() => store.QueryAsync(new UsageQuery()));

        Assert.All([written, read], exception =>
        {
            Assert.Contains(StorePath, exception.Message, StringComparison.Ordinal);
            Assert.Contains("is not a SQLite file", exception.Message, StringComparison.Ordinal);
            Assert.Contains(".recover", exception.Message, StringComparison.Ordinal);
        });
        Assert.Equal(before, Fingerprint());
    }

    [Fact]
    public async Task A_store_with_torn_pages_is_named_as_damaged_and_left_as_it_is()
    {
        await WriteOne();
        var bytes = await File.ReadAllBytesAsync(StorePath);
        RandomNumberGenerator.Fill(bytes.AsSpan(100));
        await File.WriteAllBytesAsync(StorePath, bytes);
        var before = Fingerprint();
        await using var store = new SqliteUsageStore(StorePath);

        var exception = await Assert.ThrowsAsync<UsageStoreException>(() => store.WriteAsync(new[] { SampleRecords.Simple() }));

        Assert.Contains("is damaged", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Fingerprint());
    }

    [Fact]
    public async Task A_locked_store_says_so_after_the_busy_timeout_and_takes_records_once_it_is_free()
    {
        await WriteOne();
        await using var store = new SqliteUsageStore(
            StorePath, new SqliteUsageStoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(20) });
        using (var other = StoreRows.Open(StorePath))
        {
            using var transaction = other.BeginTransaction(deferred: false);

            var exception = await Assert.ThrowsAsync<UsageStoreException>(() => store.WriteAsync(new[] { SampleRecords.Simple() }));

            Assert.Contains(
                $"'{StorePath}' has been locked by another process for more than 0.02 s", exception.Message, StringComparison.Ordinal);
            // Write-ahead log: a report is not held up by a writer.
            Assert.Equal(1, (await store.QueryAsync(new UsageQuery())).Totals.Calls);
        }

        await store.WriteAsync(new[] { SampleRecords.Simple() });
        Assert.Equal(2, (await store.QueryAsync(new UsageQuery())).Totals.Calls);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_as_it_is()
    {
        await WriteOne();
        StoreRows.Execute(StorePath, "PRAGMA user_version = 6");
        var before = Fingerprint();
        await using var store = new SqliteUsageStore(StorePath);

        var exception = await Assert.ThrowsAsync<UsageStoreException>(() => store.WriteAsync(new[] { SampleRecords.Simple() }));

        Assert.Contains("newer version of TokenTracking (schema 6; this version supports 5)", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Fingerprint());
    }

    [Fact]
    public async Task Another_programs_database_is_refused()
    {
        StoreRows.Execute(StorePath, "CREATE TABLE photos (name TEXT)");
        await using var store = new SqliteUsageStore(StorePath);

        var exception = await Assert.ThrowsAsync<UsageStoreException>(() => store.QueryAsync(new UsageQuery()));

        Assert.Contains("database of another program", exception.Message, StringComparison.Ordinal);
        Assert.Equal("photos", StoreRows.Scalar(StorePath, "SELECT group_concat(name) FROM sqlite_master", column: 0));
    }

    [Fact]
    public async Task A_folder_in_the_files_place_is_named()
    {
        Directory.CreateDirectory(StorePath);
        await using var store = new SqliteUsageStore(StorePath);

        var exception = await Assert.ThrowsAsync<UsageStoreException>(() => store.WriteAsync(new[] { SampleRecords.Simple() }));

        Assert.Contains($"'{StorePath}' cannot be opened", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(_folder.File("taken"), "");
        await using var store = new SqliteUsageStore(_folder.File("taken/usage.db"));

        var exception = await Assert.ThrowsAsync<UsageStoreException>(() => store.QueryAsync(new UsageQuery()));

        Assert.Contains("folder", exception.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<IOException>(exception.InnerException);
    }

    [Fact]
    public async Task A_store_beside_which_no_file_can_be_made_is_read_as_it_is()
    {
        await WriteOne();
        NoFilesBeside(StorePath);
        var before = Fingerprint();
        await using var store = SqliteUsageStore.OpenReadOnly(StorePath);

        Assert.Equal(1, (await store.QueryAsync(new UsageQuery())).Totals.Calls);
        Assert.Single(await store.ReadAsync(new UsageQuery()).ToListAsync());
        Assert.Empty(await store.ReadRequestsAsync());
        Assert.Equal(before, Fingerprint());
    }

    [Fact]
    public async Task A_path_with_marks_of_an_address_is_read_as_it_is()
    {
        var path = _folder.File("50% of #1? usage ü.db");
        await using (var written = new SqliteUsageStore(path))
            await written.WriteAsync(new[] { SampleRecords.Simple() });
        NoFilesBeside(path);
        await using var store = SqliteUsageStore.OpenReadOnly(path);

        Assert.Equal(1, (await store.QueryAsync(new UsageQuery())).Totals.Calls);
    }

    [Fact]
    public async Task Records_that_are_not_in_the_file_yet_are_said_and_not_left_out()
    {
        await WriteOne();
        NoFilesBeside(StorePath);
        await File.WriteAllTextAsync(StorePath + "-wal", "frames");
        await using var store = SqliteUsageStore.OpenReadOnly(StorePath);

        var exception = await Assert.ThrowsAsync<UsageStoreException>(() => store.QueryAsync(new UsageQuery()));

        Assert.Contains("the latest records are in 'usage.db-wal'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Copy the store together with that file", exception.Message, StringComparison.Ordinal);
    }

    // A link of the name that SQLite needs for the file that its readers share, which it does not follow: what a write-protected folder
    // does, for every user.
    private static void NoFilesBeside(string path) => File.CreateSymbolicLink(path + "-shm", "nowhere");

    [Fact]
    public async Task Reading_only_a_missing_file_says_so_and_makes_none()
    {
        foreach (var store in new[] { SqliteUsageStore.OpenReadOnly(StorePath), SqliteUsageStore.OpenExisting(StorePath) })
        {
            await using (store)
            {
                var exception = await Assert.ThrowsAsync<UsageStoreException>(() => store.QueryAsync(new UsageQuery()));
                Assert.Equal($"There is no usage store at '{StorePath}'. No calls have been recorded in it yet, or the path is wrong.",
                    exception.Message);
            }
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Reading_only_answers_and_refuses_records()
    {
        await WriteOne();
        await using var store = SqliteUsageStore.OpenReadOnly(StorePath);

        Assert.Equal(1, (await store.QueryAsync(new UsageQuery { GroupBy = [UsageDimension.Day] })).Totals.Calls);
        await Assert.ThrowsAsync<UsageStoreException>(() => store.WriteAsync(new[] { SampleRecords.Simple() }));
        Assert.Null(store.JournalDirectory);
        Assert.Equal([StorePath], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Reading_only_an_empty_file_says_that_nothing_is_in_it()
    {
        await File.WriteAllBytesAsync(StorePath, []);
        await using var store = SqliteUsageStore.OpenReadOnly(StorePath);

        var exception = await Assert.ThrowsAsync<UsageStoreException>(() => store.QueryAsync(new UsageQuery()));

        Assert.Contains("is empty. No calls have been recorded in it.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_query_ends_as_cancelled()
    {
        await WriteOne();
        await using var store = new SqliteUsageStore(StorePath);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.QueryAsync(new UsageQuery(), new CancellationToken(canceled: true)));
    }

    private async Task WriteOne()
    {
        await using var store = new SqliteUsageStore(StorePath);
        await store.WriteAsync(new[] { SampleRecords.Simple() });
    }

    private string Fingerprint() => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(StorePath)));
}
