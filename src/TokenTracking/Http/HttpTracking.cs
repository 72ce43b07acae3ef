using TokenTracking.Calls;
using TokenTracking.Wire.Reading;

namespace TokenTracking.Http;

/// <summary>What the attempts of a handler share: where records go, what is known of the client, and the counts of its requests.</summary>
internal sealed class HttpTracking(TrackerSource tracker)
{
    public TrackerSource Tracker { get; } = tracker;

    public RequestCounter Counter { get; } = new(tracker);

    public string? Provider { get; set; }

    public string? Project { get; set; }

    /// <summary>A call that begins with a request, with what the client, the gateway and the address say of it.</summary>
    /// <param name="tracker">The tracker that records it.</param>
    /// <param name="address">The address of the request.</param>
    /// <param name="request">The request.</param>
    public CallContext Begin(ITokenTracker tracker, RequestAddress address, HttpRequestMessage request)
    {
        var call = new CallContext(tracker.TimeProvider, address.Endpoint.Operation)
        {
            RequestModel = address.Endpoint.Model,
            Provider = Provider ?? Gateways.ProviderOf(request) ?? ProviderNames.FromEndpoint(address.Url),
        };
        if (Project is { Length: > 0 } project && call.Project is null)
            call.Tag("project", project);
        return call;
    }
}
