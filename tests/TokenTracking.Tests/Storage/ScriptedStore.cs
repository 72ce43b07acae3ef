using TokenTracking.Storage;

namespace TokenTracking.Tests.Storage;

/// <summary>A store that does what a test tells it to, and otherwise keeps records in memory.</summary>
internal sealed class ScriptedStore(string? journalDirectory) : IUsageStore, IJournaledStore
{
    public InMemoryUsageStore Inner { get; } = new();

    /// <summary>What each write throws; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Runs at each write before the records are kept.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    public int Writes { get; private set; }

    public int LargestGroup { get; private set; }

    public string? JournalDirectory => journalDirectory;

    public async Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default)
    {
        Writes++;
        LargestGroup = Math.Max(LargestGroup, records.Length);
        if (BeforeWrite is { } before)
            await before();
        if (Failure is { } failure)
            throw failure;
        await Inner.WriteAsync(records, cancellationToken);
    }

    public Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default)
        => Inner.QueryAsync(query, cancellationToken);
}
