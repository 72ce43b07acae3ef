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
    /// <summary>Looks through the calls of a period.</summary>
    /// <param name="query">Which calls; what it groups by does not matter.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The recommendations, largest saving first.</returns>
    public async Task<IReadOnlyList<Recommendation>> FindAsync(UsageQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var groups = new Dictionary<(string? Provider, string Model, string? Operation), GroupRules>();
        var lifecycles = new Dictionary<(string? Provider, string Model), ModelLifecycle>();
        var now = (timeProvider ?? TimeProvider.System).GetUtcNow();
        await foreach (var record in CallsAsync(query, cancellationToken).ConfigureAwait(false))
        {
            var key = KeyOf(in record);
            if (!groups.TryGetValue(key, out var group))
                groups[key] = group = new GroupRules(new CallGroup(key.Provider, key.Model, key.Operation), prices);
            group.First(in record);
            if (!lifecycles.TryGetValue((key.Provider, key.Model), out var lifecycle))
                lifecycles[(key.Provider, key.Model)] = lifecycle = new ModelLifecycle(key.Provider, key.Model, prices, now);
            lifecycle.Add(in record);
        }

        // What depends on all calls of a group (a median, a percentile) is looked for in further passes, if any group needs one.
        for (var pass = 1; ; pass++)
        {
            GroupRules[] looking = [.. groups.Values.Where(group => group.Begin(pass))];
            if (looking.Length == 0)
                break;
            await foreach (var record in CallsAsync(query, cancellationToken).ConfigureAwait(false))
            {
                if (groups.TryGetValue(KeyOf(in record), out var group))
                    group.Add(in record, pass);
            }
        }

        return [.. groups.Values.SelectMany(static group => group.Find())
            .Concat(lifecycles.Values.SelectMany(static lifecycle => lifecycle.Find()))
            .OrderByDescending(static r => r.Saving ?? 0m)
            .ThenBy(static r => r.Model, StringComparer.Ordinal).ThenBy(static r => r.Operation, StringComparer.Ordinal)];
    }

    private static (string? Provider, string Model, string? Operation) KeyOf(in UsageRecord record)
        => (record.Provider, record.Model!, record.Operation);

    private IAsyncEnumerable<UsageRecord> CallsAsync(UsageQuery query, CancellationToken cancellationToken)
        => store.ReadAsync(query, cancellationToken: cancellationToken)
            .Where(static record => record.Model is not null && !record.Usage.IsUnknown && record.Cost is not null);

    /// <summary>The rules for the calls of one group.</summary>
    private sealed class GroupRules(CallGroup group, PriceBook prices)
    {
        private readonly CallRule[] _rules =
            [new CheaperSibling(group, prices), new UnusedCaching(group, prices), new Batchable(group, prices), new OutputLimit(group)];

        private CallRule[]? _looking;

        public void First(in UsageRecord call)
        {
            if (_looking is null)
                Begin(pass: 0);
            group.Add(in call);
            Add(in call, pass: 0);
        }

        public bool Begin(int pass)
        {
            _looking = Array.FindAll(_rules, rule => rule.Begin(pass));
            return _looking.Length > 0;
        }

        public void Add(in UsageRecord call, int pass)
        {
            foreach (var rule in _looking!)
                rule.Add(in call, pass);
        }

        public IEnumerable<Recommendation> Find() => _rules.Select(static rule => rule.Find()).OfType<Recommendation>();
    }
}
