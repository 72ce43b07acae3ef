namespace TokenTracking.Analytics;

/// <summary>The ids of log events of live figures: 30 to 39.</summary>
internal static class AnalyticsLogEvents
{
    public const int SpendSpike = 30;
    public const int SampleFailed = 31;
    public const int ProjectsFull = 32;
}
