namespace TokenTracking.Tracking;

/// <summary>The ids of log events of calls as they are tracked: 1 to 19.</summary>
internal static class TrackingLogEvents
{
    public const int LargeCall = 1;
    public const int PricingFailed = 2;
    public const int ReadingFailed = 3;
    public const int EstimationFailed = 4;
    public const int ObserverFailed = 5;
    public const int OutOfRange = 6;
    public const int ContextUnreadable = 7;
    public const int TrackedAbove = 8;
}
