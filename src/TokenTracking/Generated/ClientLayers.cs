using System.ComponentModel;
using System.Diagnostics;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <summary>The layers below a decorator of a client that is built of layers. Generated decorators look at them once, when they are
/// created.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ClientLayers
{
    // Far more than a pipeline has; a layer that leads back to itself ends here.
    private const int MaxDepth = 64;

    private readonly LayerKind _kinds;
    private readonly string? _names;

    private ClientLayers(LayerKind kinds, string? names, bool areTracked)
    {
        _kinds = kinds;
        _names = names;
        AreTracked = areTracked;
    }

    /// <summary>True if a decorator below records every call that these layers make; otherwise, false.</summary>
    public bool AreTracked { get; }

    /// <summary>Looks at the layers from the decorated object down to the first one that tracks.</summary>
    /// <param name="inner">The decorated object.</param>
    /// <param name="next">Returns the layer below a layer; null if there is none.</param>
    /// <returns>What was found.</returns>
    public static ClientLayers Below(object inner, Func<object, object?> next)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(next);
        var kinds = LayerKind.None;
        List<string>? names = null;
        var isCertain = true;
        var layer = inner;
        for (var depth = 0; layer is not null && depth < MaxDepth; depth++)
        {
            if (layer is IUsageTracked { TracksUsage: true })
            {
                if (isCertain && layer is IUsageDecorator)
                    return new ClientLayers(LayerKind.None, null, areTracked: true);
                break;
            }

            var kind = LayerKinds.Of(layer);
            if (kind != LayerKind.None)
            {
                kinds |= kind;
                (names ??= []).Add(layer.GetType().Name);
            }

            isCertain = isCertain && LayerKinds.CallsItsInnerClientAlone(layer);
            layer = Next(layer, next);
        }

        return new ClientLayers(kinds, names is null ? null : string.Join(", ", names.Distinct(StringComparer.Ordinal)), areTracked: false);
    }

    /// <summary>The tracker for a decorator above these layers. One that is above a tool loop, a cache or a fallback is logged once, and
    /// its records are estimates.</summary>
    /// <param name="tracker">The decorator's tracker; null if it only passes calls on.</param>
    /// <param name="service">The tracked interface, for the log.</param>
    /// <returns>The tracker; null if the decorator only passes calls on.</returns>
    public ITokenTracker? Place(ITokenTracker? tracker, string service)
    {
        if (tracker is null || _kinds == LayerKind.None || _names is null)
            return tracker;
        var target = tracker is PlacedTracker placed ? placed.Target : tracker;
        var consequence = Consequence();
        if (target is IPlacementLog log)
            log.TrackedAbove(service, _names, consequence);
        else
            Trace.TraceWarning("The calls of {0} are tracked above {1}: {2}", service, _names, consequence);
        return new PlacedTracker(target, $"tracked above {_names}: {consequence}");
    }

    private string Consequence()
    {
        var parts = new List<string>(3);
        if (_kinds.HasFlag(LayerKind.ToolLoop))
            parts.Add("the calls of a tool loop are one record, with the sum of their tokens");
        if (_kinds.HasFlag(LayerKind.Cache))
            parts.Add("a cached response is recorded as a call");
        if (_kinds.HasFlag(LayerKind.Fallback))
            parts.Add("several attempts are one record");
        return string.Join("; ", parts);
    }

    // GetService of a user's own layer may throw; a decorator is created all the same.
    private static object? Next(object layer, Func<object, object?> next)
    {
        try
        {
            var below = next(layer);
            return ReferenceEquals(below, layer) ? null : below;
        }
#pragma warning disable CA1031 // Law 1: the layers below stay unknown.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Trace.TraceWarning("The layers below {0} could not be read: {1}", layer.GetType(), exception);
            return null;
        }
    }
}
