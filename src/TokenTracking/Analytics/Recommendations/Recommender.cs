using TokenTracking.Storage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>
/// Finds ways to pay less in what was called, from counts alone: no prompt is kept. Each states its saving in USD over the period and its
/// evidence; without evidence there is no recommendation.
/// </summary>
/// <param name="store">Has the calls.</param>
/// <param name="prices">Has the prices.</param>
/// <param name="timeProvider">The clock, for what is retired by now; null for the system's.</param>
public sealed class Recommender(IUsageRecords store, PriceBook prices, TimeProvider? timeProvider = null)
{
    /// <summary>How many calls of a group are looked at; the first ones of a larger group.</summary>
    private const int MaxCallsOfGroup = 100_000;

    /// <summary>Looks through the calls of a period.</summary>
    /// <param name="query">Which calls; what it groups by does not matter.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The recommendations, largest saving first.</returns>
    public async Task<IReadOnlyList<Recommendation>> FindAsync(UsageQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var groups = new Dictionary<(string? Provider, string Model, string? Operation), CallGroup>();
        await foreach (var record in store.ReadAsync(query, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (record.Model is not { } model || record.Usage.IsUnknown || record.Cost is null)
                continue;
            var key = (record.Provider, model, record.Operation);
            if (!groups.TryGetValue(key, out var group))
                groups[key] = group = new CallGroup(record.Provider, model, record.Operation);
            if (group.Calls.Count < MaxCallsOfGroup)
                group.Calls.Add(record);
        }

        var now = (timeProvider ?? TimeProvider.System).GetUtcNow();
        Func<CallGroup, Recommendation?>[] rules =
        [
            group => CheaperSibling.Look(group, prices), group => UnusedCaching.Look(group, prices), group => Batchable.Look(group, prices),
            OutputLimit.Look,
        ];
        var found = groups.Values.SelectMany(group => rules.Select(rule => rule(group))).OfType<Recommendation>()
            .Concat(ModelLifecycle.Look(groups.Values, prices, now));
        return [.. found.OrderByDescending(static r => r.Saving ?? 0m)
            .ThenBy(static r => r.Model, StringComparer.Ordinal).ThenBy(static r => r.Operation, StringComparer.Ordinal)];
    }
}
