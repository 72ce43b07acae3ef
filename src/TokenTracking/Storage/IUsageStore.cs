using TokenTracking.Storage;

namespace TokenTracking;

/// <summary>The durable ledger: takes records in groups, answers queries. Safe for use from many threads.</summary>
public interface IUsageStore
{
    /// <summary>The folder for the journals of the processes that write to this store; null for a store that is not durable itself.</summary>
    string? JournalDirectory { get; }

    /// <summary>Stores a group of records, all or none. A record whose id is stored already is left as it is: the same record twice counts
    /// once.</summary>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Ends the attempt; then nothing of the group is stored.</param>
    /// <returns>When the group is stored.</returns>
    /// <exception cref="UsageStoreException">The store cannot take them now; the message says why and what to do.</exception>
    Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Answers a query.</summary>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="UsageStoreException">The store cannot be read; the message says why and what to do.</exception>
    Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default);

    /// <summary>Lists the single records of a query, by time. For what sums cannot answer: the cost at another model, a correction.</summary>
    /// <param name="query">Which records; what it groups by does not matter.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The records.</returns>
    /// <exception cref="UsageStoreException">The store cannot be read; the message says why and what to do.</exception>
    /// <exception cref="NotSupportedException">The store keeps no single records.</exception>
    IAsyncEnumerable<UsageRecord> ReadAsync(UsageQuery query, CancellationToken cancellationToken = default)
        => throw new NotSupportedException($"{GetType().Name} does not list single records.");

    /// <summary>Corrects the costs of records, all or none, and keeps both figures. A record whose cost is no longer the one that the correction
    /// replaces is left as it is.</summary>
    /// <param name="corrections">The corrections.</param>
    /// <param name="cancellationToken">Ends the attempt; then nothing is corrected.</param>
    /// <returns>How many records were corrected.</returns>
    /// <exception cref="UsageStoreException">The store cannot be written; the message says why and what to do.</exception>
    /// <exception cref="NotSupportedException">The store does not correct costs.</exception>
    Task<int> CorrectCostsAsync(IReadOnlyList<CostCorrection> corrections, CancellationToken cancellationToken = default)
        => throw new NotSupportedException($"{GetType().Name} does not correct costs.");
}
