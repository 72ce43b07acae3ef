using TokenTracking.Calls;
using TokenTracking.Http;

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
    private readonly TrackerSource _tracker;
    private readonly RequestCounter _counter;

    /// <summary>Creates a handler whose inner handler is set by whoever builds the chain (<c>AddHttpMessageHandler</c>).</summary>
    /// <param name="tracker">Takes the records.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tracker"/> is null.</exception>
    public TokenTrackingHandler(ITokenTracker tracker)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        _tracker = new TrackerSource(tracker);
        _counter = new RequestCounter(_tracker);
        CallFlow.Ask();
    }

    /// <summary>Creates a handler for a client of a factory, whose tracker may not be created while clients are.</summary>
    internal TokenTrackingHandler(Func<ITokenTracker> tracker)
    {
        _tracker = new TrackerSource(tracker);
        _counter = new RequestCounter(_tracker);
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
    public TrackingCoverage Coverage => _counter.Coverage;

    /// <summary>The name of the client that the handler belongs to, under which its requests are counted
    /// (<see cref="TokenTracker.GetRequests"/>). Clients of a factory of the container have theirs; null, the default, for none.</summary>
    public string? ClientName
    {
        get => _counter.ClientName;
        set => _counter.ClientName = value;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Begin(request) is not { } attempt)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
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
        if (Begin(request) is not { } attempt)
            return base.Send(request, cancellationToken);
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

    private HttpAttempt? Begin(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (LlmEndpoint.Of(request.Method, request.RequestUri) is not { } endpoint)
        {
            if (request.RequestUri is { IsAbsoluteUri: true } address && LlmHosts.Include(address) && _tracker.Get() is { IsEnabled: true })
                _counter.CountUnknown(address);
            return null;
        }

        return _tracker.Get() is { IsEnabled: true } tracker ? new HttpAttempt(tracker, endpoint, request, _counter) : null;
    }
}
