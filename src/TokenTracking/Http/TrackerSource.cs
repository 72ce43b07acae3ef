using System.Diagnostics;

namespace TokenTracking.Http;

/// <summary>The tracker of a handler, which a container may create only when the first request is sent: what creates the tracker (an
/// observer that sends notifications) may need a client itself.</summary>
internal sealed class TrackerSource
{
    private readonly Func<ITokenTracker>? _create;
    private ITokenTracker? _tracker;
    private bool _fails;

    public TrackerSource(ITokenTracker tracker) => _tracker = tracker;

    public TrackerSource(Func<ITokenTracker> create) => _create = create;

    /// <summary>The tracker; null if it cannot be created. The request is sent in any case.</summary>
    public ITokenTracker? Get()
    {
        if (_tracker is { } tracker || _fails)
            return _tracker;
        try
        {
            return _tracker = _create!();
        }
#pragma warning disable CA1031 // Law 1: whatever a registration throws must not cost the caller its request.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // A container that is being disposed of does not come back, and a wrong registration stays wrong.
            _fails = true;
            Trace.TraceError("No tracker for the requests of an HttpClient, which are not recorded: {0}", exception);
            return null;
        }
    }
}
