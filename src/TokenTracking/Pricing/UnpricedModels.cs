using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TokenTracking.Pricing;

/// <summary>Says once per model that its calls have no cost, and why. A price that is missing in silence defeats every budget.</summary>
internal sealed partial class UnpricedModels(PriceBook prices, ILogger logger) : IUsageObserver
{
    // A caller that makes up model names must not fill the memory; beyond this many, the reports still count each unpriced call.
    private const int MaxModels = 1000;

    private readonly ConcurrentDictionary<(string? Provider, string? Model), byte> _told = new();

    /// <inheritdoc/>
    public void OnRecorded(in UsageRecord record)
    {
        if (record.CostBasis is not (CostBasis.Unpriced or CostBasis.Fallback))
            return;
        // A call whose usage never arrived says nothing of the model's price.
        var key = (record.Provider, record.Model);
        if (record.Usage.IsUnknown || _told.ContainsKey(key) || _told.Count >= MaxModels || !_told.TryAdd(key, 0))
            return;
        var notes = string.Join(' ', prices.Explain(in record).Notes);
        if (record.Model is { } model && prices.Find(record.Provider, model) is null
            && prices.Suggest(record.Provider, model) is { Count: > 0 } near)
            notes += $" Similar names: {string.Join(", ", near)}.";
        LogUnpriced(record.Model, record.Provider, notes);
    }

    [LoggerMessage(PricingLogEvents.UnpricedModel, LogLevel.Warning, "Calls to {Model} of {Provider} are recorded without a cost. {Notes}")]
    private partial void LogUnpriced(string? model, string? provider, string notes);
}
