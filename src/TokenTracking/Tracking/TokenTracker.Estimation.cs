using Microsoft.Extensions.Logging;
using TokenTracking.Calls;
using TokenTracking.Tracking;

namespace TokenTracking;

public sealed partial class TokenTracker
{
    /// <summary>The estimated counts of a call that reached its provider, but whose provider did not report its usage; unknown for every
    /// other call, and without an estimator.</summary>
    private TokenUsage Estimate(in FinishedCall call)
    {
        if (_options.UsageEstimator is not { } estimator || call.EstimationBasis is not { } basis)
            return TokenUsage.Unknown;
        try
        {
            return estimator.Estimate(in basis);
        }
#pragma warning disable CA1031 // Law 1: whatever an estimator throws, the call is recorded as missing its usage.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogEstimationFailed(exception, basis.Provider, basis.Model);
            return TokenUsage.Unknown;
        }
    }

    [LoggerMessage(TrackingLogEvents.EstimationFailed, LogLevel.Warning,
        "The usage of a call to {Provider} {Model} could not be estimated and remains missing")]
    private partial void LogEstimationFailed(Exception exception, string? provider, string? model);
}
