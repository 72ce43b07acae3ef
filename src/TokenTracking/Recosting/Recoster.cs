using TokenTracking.Storage;

namespace TokenTracking.Recosting;

/// <summary>Prices what had no price at its time, when a price has been added since. What had one keeps it by default; both
/// figures are kept.</summary>
/// <param name="store">Whose records.</param>
/// <param name="prices">The prices.</param>
/// <param name="timeProvider">The clock; null for the system's.</param>
public sealed class Recoster(IRecostableRecords store, PriceBook prices, TimeProvider? timeProvider = null)
{
    private const int GroupSize = 500;

    /// <summary>Prices the records of a period.</summary>
    /// <param name="query">Which records.</param>
    /// <param name="force">True to reprice also what has a listed, derived or fallback price. A provider's own figure stays in any
    /// case.</param>
    /// <param name="dryRun">True to change nothing and report what would change.</param>
    /// <param name="cancellationToken">Cancels the work; what was corrected stays corrected.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="UsageStoreException">The store cannot be read or written.</exception>
    public async Task<RecostingReport> RunAsync(
        UsageQuery query, bool force = false, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var tally = new RecostingTally();
        var group = new List<CostCorrection>(GroupSize);
        var now = (timeProvider ?? TimeProvider.System).GetUtcNow();
        await foreach (var record in store.ReadAsync(query, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            tally.Examined++;
            if (Correct(record, force, now) is not { } correction)
            {
                tally.Count(in record);
                continue;
            }

            tally.Add(in record, correction);
            group.Add(correction);
            if (group.Count < GroupSize)
                continue;
            await WriteAsync(group, dryRun, tally, cancellationToken).ConfigureAwait(false);
        }

        await WriteAsync(group, dryRun, tally, cancellationToken).ConfigureAwait(false);
        return tally.ToReport(prices.Id, dryRun);
    }

    private CostCorrection? Correct(in UsageRecord record, bool force, DateTimeOffset now)
    {
        var mayChange = record.CostBasis == CostBasis.Unpriced
            || (force && record.CostBasis is CostBasis.Listed or CostBasis.Derived or CostBasis.Fallback);
        if (!mayChange)
            return null;
        var cost = prices.GetCost(in record);
        if (cost.Amount is not { } amount || !UsageRecord.IsCost(amount)
            || (amount == record.Cost && cost.Basis == record.CostBasis))
            return null;
        return new CostCorrection(record.Id, new CallCost(record.Cost, record.CostBasis, record.PriceTable), cost, now);
    }

    private async Task WriteAsync(List<CostCorrection> group, bool dryRun, RecostingTally tally, CancellationToken cancellationToken)
    {
        if (!dryRun && group.Count > 0)
            tally.Corrected += await store.CorrectCostsAsync([.. group], cancellationToken).ConfigureAwait(false);
        group.Clear();
    }
}
