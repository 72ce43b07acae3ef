namespace TokenTracking.Storage;

/// <summary>Stores records in groups. Safe for use from many threads.</summary>
public interface IUsageWriter
{
    /// <summary>Stores a group of records, all or none. A record whose id is stored already is left as it is: the same record twice counts
    /// once.</summary>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Cancels the attempt; then nothing of the group is stored.</param>
    /// <returns>A task that completes when the group is stored.</returns>
    /// <exception cref="UsageStoreException">The store cannot accept them now; the message says why and what to do.</exception>
    Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default);
}
