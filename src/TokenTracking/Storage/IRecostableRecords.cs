namespace TokenTracking.Storage;

/// <summary>Lists single records and corrects their costs. Safe for use from many threads.</summary>
public interface IRecostableRecords : IUsageRecords
{
    /// <summary>Corrects the costs of records, all or none, and keeps both figures. A record whose cost is no longer the one that the
    /// correction replaces is left as it is.</summary>
    /// <param name="corrections">The corrections.</param>
    /// <param name="cancellationToken">Cancels the attempt; then nothing is corrected.</param>
    /// <returns>How many records were corrected.</returns>
    /// <exception cref="UsageStoreException">The store cannot be written; the message says why and what to do.</exception>
    Task<int> CorrectCostsAsync(IReadOnlyList<CostCorrection> corrections, CancellationToken cancellationToken = default);
}
