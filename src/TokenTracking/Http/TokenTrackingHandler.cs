using TokenTracking.Calls;
using TokenTracking.Http;
using TokenTracking.Wire.Endpoints;
using TokenTracking.Wire.Reading;

namespace TokenTracking;

/// <summary>
/// The net under every SDK: put into an HttpClient's handlers, it records the calls to LLMs that no decorator can reach, one record for
/// each HTTP attempt, by reading the usage as the caller reads the response. It copies nothing, changes no byte and delays no chunk.
/// </summary>
/// <remarks>Where a decorator records the call already, the request is only counted: see <see cref="Coverage"/>. Requests to anything else
/// than an LLM pass through. A response that is still compressed when it gets here (decompression is the handler's below) is recorded with
/// missing usage.</remarks>
public sealed class TokenTrackingHandler : DelegatingHandler
{
    private readonly HttpTracking _tracking;

    /// <summary>Creates a handler whose inner handler is set by whoever builds the chain (<c>AddHttpMessageHandler</c>).</summary>
    /// <param name="tracker">Takes the records.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tracker"/> is null.</exception>
    public TokenTrackingHandler(ITokenTracker tracker)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        _tracking = new HttpTracking(new TrackerSource(tracker));
        CallFlow.Ask();
    }

    /// <summary>Creates a handler for a client of a factory, whose tracker may not be created while clients are.</summary>
    internal TokenTrackingHandler(Func<ITokenTracker> tracker)
    {
        _tracking = new HttpTracking(new TrackerSource(tracker));
        CallFlow.Ask();
    }

    /// <summary>Creates a handler over another.</summary>
    /// <param name="tracker">Takes the records.</param>
    /// <param name="innerHandler">Sends the requests.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public TokenTrackingHandler(ITokenTracker tracker, HttpMessageHandler innerHandler)
        : this(tracker)
    {
        ArgumentNullException.ThrowIfNull(innerHandler);
        InnerHandler = innerHandler;
    }

    /// <summary>Requests and records of all handlers of this process.</summary>
    public static TrackingCoverage ProcessCoverage => RequestCounter.Process;

    /// <summary>Requests that this handler saw, and the records of them.</summary>
    public TrackingCoverage Coverage => _tracking.Counter.Coverage;

    /// <summary>The name of the client that the handler belongs to, under which its requests are counted
    /// (<see cref="TokenTracker.GetRequests"/>). Clients of a factory of the container have theirs; null, the default, for none.</summary>
    public string? ClientName
    {
        get => _tracking.Counter.ClientName;
        set => _tracking.Counter.ClientName = value;
    }

    /// <summary>The provider that answers, by its OpenTelemetry name or a usual other one (<c>azure</c>, <c>bedrock</c>), for a gateway or
    /// a server whose host does not show it. Its prices apply; a price file can list prices under any name. Null, the
    /// default, takes it from the host, the headers and the response; a host that is not known is its own provider, which has no listed
    /// prices.</summary>
    public string? Provider
    {
        get => _tracking.Provider;
        set => _tracking.Provider = value is { Length: > 0 } name ? ProviderNames.Normalise(name) : null;
    }

    /// <summary>The project of calls that are sent outside any scope with a project; null, the default, for none.</summary>
    public string? Project
    {
        get => _tracking.Project;
        set => _tracking.Project = value;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Begin(request, out var batch) is not { } attempt)
        {
            var other = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return batch?.Answered(other) ?? other;
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return attempt.Answered(response);
        }
        catch (Exception exception)
        {
            attempt.Fail(exception);
            throw;
        }
        finally
        {
            attempt.Sent(request);
        }
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Begin(request, out var batch) is not { } attempt)
        {
            var other = base.Send(request, cancellationToken);
            return batch?.Answered(other) ?? other;
        }

        try
        {
            return attempt.Answered(base.Send(request, cancellationToken));
        }
        catch (Exception exception)
        {
            attempt.Fail(exception);
            throw;
        }
        finally
        {
            attempt.Sent(request);
        }
    }

    private HttpAttempt? Begin(HttpRequestMessage request, out BatchResults? batch)
    {
        batch = null;
        ArgumentNullException.ThrowIfNull(request);
        if (RequestAddress.Of(request.Method, request.RequestUri) is not { } address)
        {
            if (request.RequestUri is { IsAbsoluteUri: true } other && ProviderHosts.Include(other)
                && _tracking.Tracker.Get() is { IsEnabled: true })
                _tracking.Counter.CountUnknown(other);
            return null;
        }

        if (_tracking.Tracker.Get() is not { IsEnabled: true } tracker)
            return null;
        if (address.Endpoint.Arrival != UsageArrival.Batch)
            return new HttpAttempt(_tracking, tracker, address, request);
        batch = new BatchResults(_tracking, tracker, address, request);
        return null;
    }
}
