using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using TokenTracking.Calls;
using TokenTracking.Tracking;

namespace TokenTracking;

/// <content>The way of a record: into its limits, priced, appended to the journal. All else, and all foreign code, comes after
/// that.</content>
public sealed partial class TokenTracker
{
    /// <inheritdoc/>
    public void Record(in UsageRecord record)
    {
        if (IsEnabled && _recent.TryAdd(record.Id))
            Take(in record);
    }

    /// <inheritdoc/>
    public void Record(in FinishedCall call)
    {
        if (!IsEnabled)
            return;

        var record = call.ToRecord();
        if (record.Completeness == UsageCompleteness.Missing && Estimate(in call) is { IsUnknown: false } estimated)
            record = record with { Usage = estimated, Completeness = UsageCompleteness.Estimated };
        // Its ID is new.
        Take(in record);
    }

    private void Take(in UsageRecord record)
    {
        if (RecordLimits.Hold(in record))
            Keep(in record);
        else
            Limit(in record);
    }

    private void Keep(in UsageRecord record)
    {
        var priced = Price(in record);
        _ledger.Append(in priced);
        _observers.OnRecorded(in priced);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Limit(in UsageRecord record)
    {
        var limited = RecordLimits.Apply(in record, out var failure);
        Keep(in limited);
        if (failure is not null)
            LogContextUnreadable(failure, record.Operation);
        if ((limited.Cost, limited.ReportedCost) != (record.Cost, record.ReportedCost))
            LogOutOfRange(record.Operation, record.Provider, record.Model, UsageRecord.MaxCost);
    }

    private UsageRecord Price(in UsageRecord record)
    {
        try
        {
            return _pricing.Price(in record, _options.FallbackPricePer1KTokens);
        }
#pragma warning disable CA1031 // Law 1: whatever pricing throws, the call is recorded as unpriced.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogPricingFailed(exception, record.Provider, record.Model);
            return record with { Cost = null, CostBasis = CostBasis.Unpriced };
        }
    }

    [LoggerMessage(TrackingLogEvents.PricingFailed, LogLevel.Error,
        "The call to {Provider} {Model} could not be priced; it is recorded as unpriced")]
    private partial void LogPricingFailed(Exception exception, string? provider, string? model);

    [LoggerMessage(TrackingLogEvents.OutOfRange, LogLevel.Warning,
        "The specified cost of a call of {Operation} to {Provider} {Model} is not between 0 and {Limit} USD; it is not used")]
    private partial void LogOutOfRange(string? operation, string? provider, string? model, decimal limit);

    [LoggerMessage(TrackingLogEvents.ContextUnreadable, LogLevel.Warning,
        "The metadata or the steps of a call of {Operation} could not be read; the call is recorded without them")]
    private partial void LogContextUnreadable(Exception exception, string? operation);
}
