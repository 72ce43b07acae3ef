using System.Diagnostics;
using System.Net;
using TokenTracking.Calls;
using TokenTracking.Wire;
using TokenTracking.Wire.Endpoints;
using TokenTracking.Wire.Passing;

namespace TokenTracking.Http;

/// <summary>A download of the results of a batch: each line with usage is a record at the price of batches, once, however often the file
/// is downloaded. Lines with an error are not billed.</summary>
internal sealed class BatchResults : IPassedBody
{
    private const string Tier = "batch";

    private readonly ITokenTracker _tracker;
    private readonly BatchLineScan _line;
    private CallContext _call;
    private readonly string _url;
    private readonly Lock _lock = new();
    private UsageReader? _reader;
    private long _number;
    private long _recorded;
    private bool _isWhole;
    private bool _failed;
    private bool _ended;

    public BatchResults(HttpTracking client, ITokenTracker tracker, RequestAddress address, HttpRequestMessage request)
    {
        _tracker = tracker;
        _line = new BatchLineScan(address.Endpoint.Answer);
        _url = address.Url;
        _call = client.Begin(tracker, address, request);
        _call.Provider ??= address.Host;
    }

    /// <summary>The headers are there: from now on the file is read as it passes.</summary>
    public HttpResponseMessage Answered(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent)
            || response.Content.Headers.ContentEncoding.Count > 0)
            return response;
        // A part of a file does not say which lines it has.
        _isWhole = response.StatusCode == HttpStatusCode.OK;
        _recorded = _isWhole ? BatchFiles.Recorded(_url, _tracker) : 0;
        response.Content = new TrackedContent(response.Content, this);
        return response;
    }

    public void Read(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            while (!_ended && !bytes.IsEmpty)
            {
                var end = bytes.IndexOf((byte)'\n');
                ReadLine(end < 0 ? bytes : bytes[..end]);
                if (end < 0)
                    return;
                EndLine();
                bytes = bytes[(end + 1)..];
            }
        }
    }

    public void Finish()
    {
        lock (_lock)
        {
            // A line that broke off is read when the file is downloaded again.
            if (!_ended && _line.IsOver)
                EndLine();
        }

        Dispose();
    }

    public void Fail(Exception exception) => Dispose();

    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            _reader?.Dispose();
            _reader = null;
        }
    }

    private void ReadLine(ReadOnlySpan<byte> bytes)
    {
        if (_number < _recorded)
            return;
        var answer = _line.Read(bytes);
        if (!answer.IsEmpty)
            (_reader ??= new UsageReader(new WireSource(_call.Provider, null, "application/json"))).Append(answer);
    }

    private void EndLine()
    {
        var reader = _reader;
        _reader = null;
        if (reader is not null && _line.HasAnswer)
            Record(reader.Complete(isWhole: true));
        reader?.Dispose();
        _line.Restart();
        _number++;
        if (_isWhole && !_failed && _number > _recorded)
            BatchFiles.Add(_url, _tracker, _number);
    }

    private void Record(WireUsage usage)
    {
        var facts = usage.Facts;
        if (usage.Dialect is not { } dialect || facts.Completeness == UsageCompleteness.Missing || usage.Outcome == CallOutcome.Failed
            || !PolledResponses.TryAdd(facts.ResponseId, _tracker))
            return;
        facts.ServiceTier = Tier;
        var context = _call.As(LlmPaths.OperationOf(dialect));
        var ending = CallEnding.OfResponse(usage.Outcome, (int)HttpStatusCode.OK, usage.ErrorType);
        var finished = new FinishedCall(
            in context, in facts, facts.Completeness, outputCharacters: null, in ending, _call.Clock.GetTimestamp(), timeToFirst: null);
        try
        {
            finished.RecordWith(_tracker);
        }
#pragma warning disable CA1031 // Law 1: a tracker that breaks its promise not to throw must not cost the caller the file.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // The line is recorded when the file is downloaded again.
            _failed = true;
            PolledResponses.Remove(facts.ResponseId, _tracker);
            Trace.TraceError("The tracker {0} threw {1}: a result of {2} is not recorded", _tracker.GetType(), failure, _url);
        }
    }
}
