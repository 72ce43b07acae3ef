namespace TokenTracking.Providers;

/// <summary>Where providers are put under a tracker.</summary>
internal static class ProviderTracking
{
    public static ILlmProvider Track(ILlmProvider provider, ITokenTracker tracker)
    {
        switch (provider)
        {
            case IUsageTracked { TracksUsage: true }:
                return provider;
            case ITrackingTarget target:
                target.UseTracker(tracker);
                return provider;
            default:
                return new InterimTrackedLlmProvider(provider, tracker);
        }
    }
}
