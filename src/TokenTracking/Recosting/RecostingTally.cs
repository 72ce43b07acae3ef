using TokenTracking.Storage;
using TokenTracking.Usage;

namespace TokenTracking.Recosting;

/// <summary>Counts what a recosting does.</summary>
internal sealed class RecostingTally
{
    private readonly Dictionary<(string? Provider, string? Model), RecostingChange> _changes = [];
    private long _stillUnpriced;

    public long Examined { get; set; }

    public long Corrected { get; set; }

    public void Count(in UsageRecord record) => _stillUnpriced += record.Cost is null ? 1 : 0;

    public void Add(in UsageRecord record, CostCorrection correction)
    {
        var key = (record.Provider, record.Model);
        var change = _changes.GetValueOrDefault(key, new RecostingChange(record.Provider, record.Model, 0, 0, null, 0m));
        _changes[key] = change with
        {
            Calls = change.Calls + 1,
            UnpricedBefore = change.UnpricedBefore + (record.Cost is null ? 1 : 0),
            Before = record.Cost is { } cost ? Saturating.Add(change.Before ?? 0m, cost) : change.Before,
            After = Saturating.Add(change.After, correction.After.Amount!.Value),
        };
    }

    public RecostingReport ToReport(string priceTable, bool isDryRun) => new(
        priceTable, isDryRun, Examined, Corrected, _stillUnpriced,
        [.. _changes.Values.OrderBy(static c => c.Provider, StringComparer.Ordinal).ThenBy(static c => c.Model, StringComparer.Ordinal)]);
}
