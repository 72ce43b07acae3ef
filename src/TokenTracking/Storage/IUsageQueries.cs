namespace TokenTracking.Storage;

/// <summary>Answers queries with sums. Safe for use from many threads.</summary>
public interface IUsageQueries
{
    /// <summary>Answers a query.</summary>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The query is ordered by a dimension that it does not group by.</exception>
    /// <exception cref="UsageStoreException">The store cannot be read; the message says why and what to do.</exception>
    Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default);
}
