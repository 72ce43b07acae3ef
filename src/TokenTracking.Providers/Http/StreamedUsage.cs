using TokenTracking.Wire;

namespace TokenTracking.Providers.Http;

/// <summary>Reads the usage of a stream as its pieces pass. Piece by piece and not as the bytes arrive, so that an update never says more
/// than
/// what was returned with it.</summary>
internal sealed class StreamedUsage(in WireSource source) : IDisposable
{
    private readonly UsageReader _reader = new(in source);
    private LlmStreamUpdate? _latest;

    /// <summary>What the stream has said so far.</summary>
    public WireUsage Current => _reader.Current();

    /// <summary>Reads a server-sent event.</summary>
    /// <param name="type">The event's name; <c>message</c> if it has none.</param>
    /// <param name="data">Its data.</param>
    public void TakeEvent(string type, ReadOnlySpan<byte> data)
    {
        if (type == "error")
            _reader.Append("event: error\n"u8);
        foreach (var line in data.Split((byte)'\n'))
        {
            _reader.Append("data: "u8);
            _reader.Append(data[line]);
            _reader.Append("\n"u8);
        }

        _reader.Append("\n"u8);
    }

    /// <summary>Reads a line of NDJSON.</summary>
    public void TakeLine(ReadOnlySpan<byte> line)
    {
        _reader.Append(line);
        _reader.Append("\n"u8);
    }

    /// <summary>The update of a stream that its server ended without a mark.</summary>
    public LlmStreamUpdate LastUpdate()
    {
        _reader.Complete(isWhole: true);
        return Update("");
    }

    /// <summary>An update for a piece that says something of the call: the counts so far, and who answers.</summary>
    public LlmStreamUpdate Update(string text)
    {
        var usage = Current;
        _latest = new LlmStreamUpdate
        {
            Text = text,
            Facts = usage.Facts,
            StopReason = usage.StopReason,
        };
        return _latest;
    }

    /// <summary>An update for a piece of text alone, of which a stream has thousands: no counts, and what is known of who
    /// answers.</summary>
    public LlmStreamUpdate TextUpdate(string text)
    {
        if (_latest is not { } latest)
            return Update(text);
        // The counts come with the updates that state them; so do the figures that belong to them.
        var facts = latest.Facts;
        facts.Usage = TokenUsage.Unknown;
        facts.Parts = null;
        facts.Completeness = UsageCompleteness.Missing;
        facts.RawUsage = null;
        facts.ReportedCost = null;
        return new LlmStreamUpdate
        {
            Text = text,
            Facts = facts,
            StopReason = latest.StopReason,
        };
    }

    public void Dispose() => _reader.Dispose();
}
