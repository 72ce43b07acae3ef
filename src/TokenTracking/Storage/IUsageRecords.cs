namespace TokenTracking.Storage;

/// <summary>Lists single records, for what sums cannot answer: the cost at another model, a correction, a list of calls. Safe for use from
/// many threads.</summary>
public interface IUsageRecords
{
    /// <summary>Lists the records of a query, by time and then by id.</summary>
    /// <param name="query">Which records; its grouping, order and page of rows do not matter.</param>
    /// <param name="page">Which part of them, and in which direction; null for all, the oldest first.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The records.</returns>
    /// <exception cref="UsageStoreException">The store cannot be read; the message says why and what to do.</exception>
    IAsyncEnumerable<UsageRecord> ReadAsync(UsageQuery query, UsageRecordPage? page = null, CancellationToken cancellationToken = default);
}
