using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TokenTracking.Calls;
using TokenTracking.Tracking;

namespace TokenTracking;

/// <content>Says once where a decorator is above layers that make several calls or none.</content>
public sealed partial class TokenTracker : IPlacementLog
{
    private readonly ConcurrentDictionary<(string Service, string Layers), bool> _placements = new();

    void IPlacementLog.TrackedAbove(string service, string layers, string consequence)
    {
        if (_placements.TryAdd((service, layers), true))
            LogTrackedAbove(service, layers, consequence);
    }

    [LoggerMessage(TrackingLogEvents.TrackedAbove, LogLevel.Warning,
        "The calls of {Service} are tracked above {Layers}: {Consequence}. The records are marked as Estimated. Track next to the "
        + "provider: add UseTokenTracking() as the last step of the client's builder")]
    private partial void LogTrackedAbove(string service, string layers, string consequence);
}
