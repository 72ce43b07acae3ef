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
    /// <param name="endpoint">The endpoint of the request.</param>
    /// <param name="request">The request.</param>
    /// <param name="url">The address without the query.</param>
    public CallContext Begin(ITokenTracker tracker, in LlmEndpoint endpoint, HttpRequestMessage request, string url)
    {
        var call = new CallContext(tracker.TimeProvider, endpoint.Operation)
        {
            RequestModel = endpoint.Model,
            Provider = Provider ?? Gateways.ProviderOf(request) ?? ProviderNames.FromEndpoint(url),
        };
        if (Project is { Length: > 0 } project && call.Project is null)
            call.Tag("project", project);
        return call;
    }
}
