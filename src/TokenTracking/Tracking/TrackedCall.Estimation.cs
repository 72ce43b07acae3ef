using TokenTracking.Tracking;

namespace TokenTracking;

public partial struct TrackedCall
{
    /// <summary>The estimated counts of a call that reached its provider, but whose provider never said what it used; unknown for every other,
    /// and where the tracker estimates nothing.</summary>
    private readonly TokenUsage Estimate(in Ending ending, in UsageReading reading, bool itemsCame)
    {
        if (_tracker is not IUsageEstimation estimation || !WasAnswered(in ending, itemsCame))
            return TokenUsage.Unknown;
        // Of a call without any length there is nothing to estimate from: an estimator that took null for 0 would record a zero.
        if (InputCharacters is null && reading.OutputCharacters is null)
            return TokenUsage.Unknown;
        return estimation.Estimate(
            new EstimationBasis(reading.Provider ?? Provider, reading.Model ?? RequestModel, InputCharacters, reading.OutputCharacters));
    }

    /// <summary>True where the provider is likely to have worked: not where it refused, nor where the request was never sent.</summary>
    private static bool WasAnswered(in Ending ending, bool itemsCame) => ending.Outcome switch
    {
        CallOutcome.Failed => itemsCame,
        CallOutcome.Cancelled => itemsCame || !ending.IsAtOnce,
        _ => true,
    };
}
