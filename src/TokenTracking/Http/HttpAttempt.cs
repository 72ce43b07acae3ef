using System.Diagnostics;
using System.Net.Http.Headers;
using TokenTracking.Calls;
using TokenTracking.Wire;
using TokenTracking.Wire.Endpoints;
using TokenTracking.Wire.Passing;

namespace TokenTracking.Http;

/// <summary>One request to an LLM under way: reads the response's bytes as they pass, and records how it ended, exactly once.</summary>
internal sealed class HttpAttempt : SentRequest, IPassedBody
{
    private static readonly HttpRequestOptionsKey<CallFrame> FrameKey = new("TokenTracking.Attempt");

    // Responses of these dialects can be requested after they have been created.
    private static readonly HashSet<string> Polled =
        [.. LlmPaths.All.Where(static path => path.Arrival == UsageArrival.Poll).Select(static path => path.Dialect!)];

    private readonly ITokenTracker _tracker;
    private readonly RequestAddress _address;
    private readonly CallFrame _frame;
    private readonly Lock _lock = new();
    private readonly HttpTracking _client;
    private readonly RequestFacts? _request;
    private readonly RequestContent? _content;
    private readonly string[]? _secrets;
    private UsageReader? _reader;
    private string? _gateway;
    private string? _polled;
    private TimeSpan? _timeToFirst;
    private long? _length;
    private long _passed;
    private int _status;
    private bool _isStream;
    private bool _isJson;
    private bool _isPage;
    private bool _ended;

    public HttpAttempt(HttpTracking client, ITokenTracker tracker, RequestAddress address, HttpRequestMessage request)
        : base(client.Counter, address)
    {
        _client = client;
        _tracker = tracker;
        _address = address;
        var call = client.Begin(tracker, address, request);
        _secrets = RequestSecrets.Of(request.Headers, request.RequestUri!);
        // Another handler in the same chain sees the same attempt.
        request.Options.TryGetValue(FrameKey, out var outer);
        _frame = CallFrame.OfAttempt(outer, in call, this);
        request.Options.Set(FrameKey, _frame);
        if (request.Content is not { } content)
            return;
        _request = new RequestFacts(content.Headers.ContentType?.MediaType);
        request.Content = _content = new RequestContent(content, _request);
    }

    /// <summary>The headers are there: from now on the body is read as it passes.</summary>
    public HttpResponseMessage Answered(HttpResponseMessage response)
    {
        CountAnswered();
        _status = (int)response.StatusCode;
        var content = response.Content;
        _length = content.Headers.ContentLength;
        var type = content.Headers.ContentType?.MediaType;
        _isPage = string.Equals(type, "text/html", StringComparison.OrdinalIgnoreCase);
        _isJson = type?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;
        _isStream = type is not null && (type.Contains("event-stream", StringComparison.OrdinalIgnoreCase)
            || type.Contains("eventstream", StringComparison.OrdinalIgnoreCase)
            || type.Contains("ndjson", StringComparison.OrdinalIgnoreCase));
        if (!IsCompressed(content.Headers))
        {
            _reader = new UsageReader(new WireSource(_client.Provider, _address.Url, type, _status));
            _gateway = Gateways.ProviderOf(response);
            foreach (var header in response.Headers.NonValidated)
            {
                if (header.Key.StartsWith("x-amzn-bedrock-", StringComparison.OrdinalIgnoreCase))
                    _reader.Header(header.Key, header.Value.ToString());
            }
        }

        response.Content = new TrackedContent(content, this);
        return response;
    }

    /// <summary>Bytes pass by.</summary>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        lock (_lock)
        {
            if (_ended)
                return;
            if (_isStream)
                _timeToFirst ??= _frame.Context.Elapsed();
            _passed += bytes.Length;
            Append(bytes);
        }
    }

    /// <summary>The body has been read to its end.</summary>
    public void Finish() => End(null, left: false);

    /// <summary>Called when the reader of the body has released it. After the end of the body, it has no effect.</summary>
    public void Dispose() => End(null, left: true);

    /// <summary>The request has been sent, or will not be.</summary>
    public void Sent(HttpRequestMessage request) => _content?.Restore(request);

    /// <summary>The request, or reading its response, failed.</summary>
    public void Fail(Exception exception)
    {
        CountFailed();
        End(exception, left: false);
    }

    private static bool IsCompressed(HttpContentHeaders headers)
    {
        foreach (var encoding in headers.ContentEncoding)
        {
            if (!encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private void End(Exception? exception, bool left)
    {
        WireUsage? usage;
        lock (_lock)
        {
            if (_ended)
                return;
            _ended = true;
            // A caller that leaves after the last byte has read all there is.
            usage = Complete(isWhole: exception is null && (!left || _passed == _length));
        }

        Record(usage, exception, left);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _reader?.Append(bytes);
        }
#pragma warning disable CA1031 // Law 1: whatever a body does to the reader, the caller gets its bytes; usage is missing.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Unreadable(exception);
        }
    }

    private WireUsage? Complete(bool isWhole)
    {
        try
        {
            return _reader?.Complete(isWhole);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Unreadable(exception);
            return null;
        }
    }

    private void Unreadable(Exception exception)
    {
        _reader = null;
        if (_tracker is IReadingFailureLog log)
            log.ReadingFailed(exception, _address.Endpoint.Operation);
        else
            Trace.TraceWarning("The usage of a response of {0} could not be read: {1}", _address.Url, exception);
    }

    private void Record(WireUsage? usage, Exception? exception, bool left)
    {
        var ending = exception is not null
            ? CallEnding.Of(exception, out _)
            : CallEnding.OfResponse(OutcomeOf(usage, left), _status, RequestSecrets.Without(_secrets, usage?.ErrorType));
        var facts = usage?.Facts ?? new ResponseFacts { Completeness = UsageCompleteness.Missing };
        RequestSecrets.Remove(_secrets, ref facts);
        if (!IsBilled(usage, in facts, isWhole: exception is null && !left))
        {
            _frame.Drop();
            return;
        }

        if (!_address.Endpoint.IsCertain)
            Count(isAnswered: exception is null || _status != 0);
        var context = _frame.Context;
        context.Provider = _client.Provider ?? _gateway ?? context.Provider;
        context.RequestModel ??= _request?.Model;
        context.ServiceTier ??= _request?.ServiceTier;
        context.MaxOutputTokens ??= _request?.MaxOutputTokens;
        _frame.Inherit(ref context);
        // A server that is not known is not the maker of its models, and does not have the maker's prices.
        context.Provider ??= _address.Host;
        var finished = new FinishedCall(
            in context, in facts, facts.Completeness, outputCharacters: null, in ending, context.Clock.GetTimestamp(), _timeToFirst);
        try
        {
            _frame.End(in finished, _tracker);
        }
#pragma warning disable CA1031 // Law 1: a tracker that breaks its promise not to throw must not cost the caller the answer.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // The next poll records it.
            PolledResponses.Remove(_polled, _tracker);
            Trace.TraceError("The tracker {0} threw {1}: a request to {2} is not recorded", _tracker.GetType(), failure, _address.Url);
        }
    }

    // A path that other services have too is an LLM's if the response or the request has the content of one. A response that is created
    // in the background is billed when it is complete, and once, however often it is requested.
    private bool IsBilled(WireUsage? usage, in ResponseFacts facts, bool isWhole)
    {
        var hasUsage = facts.Completeness != UsageCompleteness.Missing;
        if (!hasUsage && (IsUnfinished(usage) || IsElsewhere || (isWhole && IsOfAnother(usage))))
            return false;
        if (_address.Endpoint.Arrival == UsageArrival.Poll)
        {
            _polled = facts.ResponseId ?? _address.Url;
            return hasUsage && usage is { Dialect: not null } && PolledResponses.TryAdd(_polled, _tracker);
        }

        var isBilled = _address.Endpoint.IsCertain || (hasUsage && usage is { Dialect: not null })
            || (_request is { HasInput: true } && (_request.Model ?? _address.Endpoint.Model) is not null);
        // Two requests with one response ID are two calls, but each of them can be requested again.
        if (isBilled && hasUsage && usage?.Dialect is { } dialect && Polled.Contains(dialect))
        {
            _polled = facts.ResponseId;
            PolledResponses.TryAdd(_polled, _tracker);
        }

        return isBilled;
    }

    // A redirect, or a page that a proxy shows: nobody has asked a model.
    private bool IsElsewhere => _status is >= 300 and < 400 || (_isPage && _status is >= 200 and < 300);

    // The usage of a job is stated when it has ended.
    private bool IsUnfinished(WireUsage? usage)
        => _status == 202
            || (_status is >= 200 and < 300 && _request is { IsDeferred: true } && usage is { IsRecognized: false })
            || (usage is { Outcome: CallOutcome.Succeeded, StopReason: { } state }
                && ResponseStates.Of(state) == ResponseState.Unfinished);

    // A whole document without anything of a response of a model, from a host that is not a provider's.
    private bool IsOfAnother(WireUsage? usage)
        => !_address.Endpoint.IsKnown && _isJson && _status is >= 200 and < 300
            && usage is { IsRecognized: false, Outcome: CallOutcome.Succeeded }
            && !(_address.Endpoint.IsCertain && _request is { HasInput: true, Model: not null });

    // Left before the last byte, but after the end mark: that is how SDKs read streams.
    private static CallOutcome OutcomeOf(WireUsage? usage, bool left)
        => usage is { Dialect: not null } ? usage.Outcome
            : left ? CallOutcome.Abandoned
            : usage?.Outcome ?? CallOutcome.Succeeded;
}
