using TokenTracking.Storage;
using TokenTracking.Testing;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Sqlite.Tests;

/// <summary>A store's file that is deleted, replaced or restored under a program that has it open: what comes after goes into the file that
/// is there.</summary>
public sealed class ReplacedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    private string StorePath => _folder.File("usage.db");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Replacements => ["made anew", "restored", "swapped", "moved away"];

    [Theory]
    [MemberData(nameof(Replacements))]
    public async Task Records_after_the_file_is_replaced_are_in_the_new_one(string how)
    {
        await using var store = new SqliteUsageStore(StorePath);
        await using var tracker = new TokenTracker(store, timeProvider: _clock);
        for (var i = 0; i < 3; i++)
            tracker.Track("before", TokenUsage.FromInclusive(1, 1), "gpt-4o");
        await tracker.FlushAsync();

        await ReplaceAsync(how);
        for (var i = 0; i < 200; i++)
            tracker.Track("after", TokenUsage.FromInclusive(1, 1), "gpt-4o");
        await tracker.FlushAsync();

        Assert.Equal(200, await CallsOfAsync("after"));
        Assert.Equal((0L, 0L), (tracker.RecordsNotDurable, tracker.FailedStoreWrites));
    }

    [Theory]
    [MemberData(nameof(Replacements))]
    public async Task Counts_of_requests_and_corrections_follow_the_file(string how)
    {
        await using var store = new SqliteUsageStore(StorePath);
        await store.WriteAsync(new[] { SampleRecords.Simple() });
        await ReplaceAsync(how);
        var run = new RequestRun
        {
            Id = Guid.NewGuid(), StartedAt = _clock.GetUtcNow(), CountedAt = _clock.GetUtcNow(),
            Counts = [new RequestCount { Host = "api.openai.com", Path = "/v1/responses", Sent = 1 }],
        };

        await store.WriteRequestsAsync(run);
        await store.CorrectCostsAsync([]);

        await using var reader = SqliteUsageStore.OpenReadOnly(StorePath);
        Assert.Equal(run.Id, Assert.Single(await reader.ReadRequestsAsync(null, null)).Id);
    }

    private async Task ReplaceAsync(string how)
    {
        switch (how)
        {
            case "made anew":
                DeleteStore();
                await WriteOneAsync(StorePath);
                break;
            case "restored":
                await WriteOneAsync(_folder.File("backup.db"));
                DeleteStore();
                File.Copy(_folder.File("backup.db"), StorePath);
                break;
            case "swapped":
                await WriteOneAsync(_folder.File("other.db"));
                File.Delete(StorePath + "-wal");
                File.Delete(StorePath + "-shm");
                File.Move(_folder.File("other.db"), StorePath, overwrite: true);
                break;
            default:
                Directory.CreateDirectory(_folder.File("old"));
                foreach (var file in Directory.GetFiles(_folder.Path, "usage.db*"))
                    File.Move(file, Path.Combine(_folder.File("old"), Path.GetFileName(file)));
                break;
        }
    }

    private static async Task WriteOneAsync(string path)
    {
        await using var other = new SqliteUsageStore(path);
        await other.WriteAsync(new[] { SampleRecords.Simple() });
    }

    private void DeleteStore()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "usage.db*"))
            File.Delete(file);
    }

    private async Task<long> CallsOfAsync(string project)
    {
        await using var reader = SqliteUsageStore.OpenReadOnly(StorePath);
        var query = new UsageQuery { Filters = [UsageFilter.Include(UsageDimension.Project, project)] };
        return (await reader.QueryAsync(query)).Totals.Calls;
    }
}
