namespace TokenTracking.Tracking;

/// <summary>A tracker that can estimate what a provider did not report.</summary>
internal interface IUsageEstimation
{
    /// <summary>The estimated counts; unknown where nothing estimates them. Never throws.</summary>
    TokenUsage Estimate(in EstimationBasis basis);
}
