namespace TokenTracking.DependencyInjection;

/// <summary>Which clients of the HTTP client factory get a handler.</summary>
internal sealed class TrackedClients
{
    /// <summary>True if all of them do; false if only those do that it is added to.</summary>
    public bool AreAll { get; init; }
}
