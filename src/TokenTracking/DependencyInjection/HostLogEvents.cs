namespace TokenTracking.DependencyInjection;

/// <summary>The ids of log events of the host: 60 to 69.</summary>
internal static class HostLogEvents
{
    public const int LoadFailed = 60;
    public const int FlushFailed = 61;
    public const int Started = 62;
}
