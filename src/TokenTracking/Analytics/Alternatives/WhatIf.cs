using TokenTracking.Reporting;
using TokenTracking.Storage;

namespace TokenTracking.Analytics.Alternatives;

/// <summary>Answers what the calls of a report had cost, had the same tokens gone to another model.</summary>
/// <param name="store">Has the calls.</param>
/// <param name="prices">Has the prices.</param>
public sealed class WhatIf(IUsageRecords store, PriceBook prices)
{
    private static readonly string[] Always =
    [
        "The same token counts: another model's tokenizer counts the same text differently, and its responses may have a different length.",
        "Each call is priced with the prices at its time or, if the other model had no price then, with its first price.",
    ];

    /// <summary>Prices the calls of a query at another model.</summary>
    /// <param name="query">Which calls, and how to break them down; rows come by their key, regardless of its order and page.</param>
    /// <param name="provider">Who would have answered; null for the model's maker.</param>
    /// <param name="model">The model that would have answered.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Both costs of the calls that have both, with what they rest on.</returns>
    /// <exception cref="ArgumentException">The price book does not have the model.</exception>
    public async Task<WhatIfReport> AskAsync(
        UsageQuery query, string? provider, string model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentException.ThrowIfNullOrEmpty(model);
        var target = prices.Find(provider, model)
            ?? throw new ArgumentException($"No price is known for model '{model}' of provider '{provider ?? "(none)"}'.", nameof(model));
        var substitution = new Substitution(prices, target, model);
        // The rows of both reports stand side by side: an order by cost would differ between them.
        query = query with { OrderBy = [], Offset = 0, Limit = null };
        var (actual, would) = (new UsageReportBuilder(query), new UsageReportBuilder(query));
        var leftOut = 0L;
        await foreach (var record in store.ReadAsync(query, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            // Only calls with both costs are compared: an unknown cost next to a known one would appear as a saving.
            if (record.Cost is null || substitution.CostOf(in record) is not { } cost)
            {
                leftOut++;
                continue;
            }

            actual.Add(in record);
            would.Add(record with { Cost = cost, CostBasis = CostBasis.Listed });
        }

        return new WhatIfReport(
            target.Provider, model, prices.Id, actual.Build(), would.Build(), leftOut, substitution.RowsUsed,
            [.. Always, .. substitution.Assumptions]);
    }
}
