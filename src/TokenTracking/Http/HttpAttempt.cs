using System.Diagnostics;
using System.Net.Http.Headers;
using TokenTracking.Calls;
using TokenTracking.Wire;
using TokenTracking.Wire.Passing;

namespace TokenTracking.Http;

/// <summary>One request to an LLM under way: reads the response's bytes as they pass, and records how it ended, exactly once.</summary>
internal sealed class HttpAttempt : SentRequest, IPassedBody
{
    private static readonly HttpRequestOptionsKey<CallFrame> FrameKey = new("TokenTracking.Attempt");

    private readonly ITokenTracker _tracker;
    private readonly LlmEndpoint _endpoint;
    private readonly CallContext _call;
    private readonly CallFrame _frame;
    private readonly string _url;
    private readonly Lock _lock = new();
    private readonly RequestModel? _model;
    private readonly RequestContent? _content;
    private UsageReader? _reader;
    private TimeSpan? _timeToFirst;
    private int _status;
    private bool _isStream;
    private bool _ended;

    public HttpAttempt(ITokenTracker tracker, LlmEndpoint endpoint, HttpRequestMessage request, RequestCounter counter)
        : base(counter, request.RequestUri!)
    {
        _tracker = tracker;
        _endpoint = endpoint;
        // Without the query: some providers take keys there.
        _url = request.RequestUri!.GetLeftPart(UriPartial.Path);
        _call = new CallContext(tracker.TimeProvider, endpoint.Operation)
        {
            RequestModel = endpoint.Model,
            Provider = Wire.Reading.ProviderNames.FromEndpoint(_url),
        };
        // Another handler in the same chain sees the same attempt.
        request.Options.TryGetValue(FrameKey, out var outer);
        _frame = CallFrame.OfAttempt(outer, in _call, this);
        request.Options.Set(FrameKey, _frame);
        if (endpoint.Model is not null || request.Content is not { } content)
            return;
        _model = new RequestModel(content.Headers.ContentType?.MediaType);
        request.Content = _content = new RequestContent(content, _model);
    }

    /// <summary>The headers are there: from now on the body is read as it passes.</summary>
    public HttpResponseMessage Answered(HttpResponseMessage response)
    {
        CountAnswered();
        _status = (int)response.StatusCode;
        var content = response.Content;
        var type = content.Headers.ContentType?.MediaType;
        _isStream = type is not null && (type.Contains("event-stream", StringComparison.OrdinalIgnoreCase)
            || type.Contains("eventstream", StringComparison.OrdinalIgnoreCase)
            || type.Contains("ndjson", StringComparison.OrdinalIgnoreCase));
        if (!IsCompressed(content.Headers))
        {
            _reader = new UsageReader(new WireSource(null, _url, type, _status));
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
                _timeToFirst ??= _call.Elapsed();
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
            usage = Complete();
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

    private WireUsage? Complete()
    {
        try
        {
            return _reader?.Complete();
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
            log.ReadingFailed(exception, _endpoint.Operation);
        else
            Trace.TraceWarning("The usage of a response of {0} could not be read: {1}", _url, exception);
    }

    private void Record(WireUsage? usage, Exception? exception, bool left)
    {
        var ending = exception is not null
            ? CallEnding.Of(exception, out _)
            : CallEnding.OfResponse(OutcomeOf(usage, left), _status, usage?.ErrorType);
        var facts = usage?.Facts ?? new ResponseFacts { Completeness = UsageCompleteness.Missing };
        var context = _call;
        context.RequestModel ??= _model?.Value;
        _frame.Inherit(ref context);
        var finished = new FinishedCall(
            in context, in facts, facts.Completeness, outputCharacters: null, in ending, _call.Clock.GetTimestamp(), _timeToFirst);
        try
        {
            _frame.End(in finished, _tracker);
        }
#pragma warning disable CA1031 // Law 1: a tracker that breaks its promise not to throw must not cost the caller the answer.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Trace.TraceError("The tracker {0} threw {1}: a request to {2} is not recorded", _tracker.GetType(), failure, _url);
        }
    }

    // Left before the last byte, but after the end mark: that is how SDKs read streams.
    private static CallOutcome OutcomeOf(WireUsage? usage, bool left)
        => usage is { Dialect: not null } ? usage.Outcome
            : left ? CallOutcome.Abandoned
            : usage?.Outcome ?? CallOutcome.Succeeded;
}
