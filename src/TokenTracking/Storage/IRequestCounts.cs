namespace TokenTracking.Storage;

/// <summary>Keeps the counts of requests together with the records, so that both can be compared. Safe for use from many threads.</summary>
/// <remarks>A store need not implement it: counts are then known only while the process runs.</remarks>
public interface IRequestCounts
{
    /// <summary>Stores the counts of a run, in place of those that were stored of it before.</summary>
    /// <param name="run">The run, with all of its counts.</param>
    /// <param name="cancellationToken">Cancels the attempt; then nothing is stored.</param>
    /// <returns>A task that completes when the counts are stored.</returns>
    /// <exception cref="UsageStoreException">The store cannot accept them now; the message says why and what to do.</exception>
    Task WriteRequestsAsync(RequestRun run, CancellationToken cancellationToken = default);

    /// <summary>Reads the runs that counted within a period, oldest first.</summary>
    /// <param name="from">The start of the period, included; null for no limit.</param>
    /// <param name="to">The end of the period, not included; null for no limit.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The runs. One that overlaps the period is whole: its counts have no times.</returns>
    /// <exception cref="UsageStoreException">The store cannot be read; the message says why and what to do.</exception>
    Task<IReadOnlyList<RequestRun>> ReadRequestsAsync(
        DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default);
}
