using TokenTracking.Calls;

namespace TokenTracking.Testing;

/// <summary>A tracker that only counts: it allocates nothing, so that what is measured is the decorator.</summary>
internal sealed class CountingTracker() : RecordOnlyTracker(TimeProvider.System), ICallTracker
{
    public int Calls { get; private set; }

    public long Tokens { get; private set; }

    /// <summary>How long the calls took, in ticks.</summary>
    public long Ticks { get; private set; }

    public override void Record(in UsageRecord record) => Add(record.Usage.TotalTokens, record.Duration);

    public void Record(in FinishedCall call) => Add(call.Usage.TotalTokens, call.Duration);

    private void Add(long? tokens, TimeSpan duration)
    {
        Calls++;
        Tokens += tokens ?? 0;
        Ticks += duration.Ticks;
    }
}
