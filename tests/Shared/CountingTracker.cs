namespace TokenTracking.Testing;

/// <summary>A tracker that only counts: it allocates nothing, so that what is measured is the decorator.</summary>
internal sealed class CountingTracker() : RecordOnlyTracker(TimeProvider.System)
{
    public int Calls { get; private set; }

    public long Tokens { get; private set; }

    public override void Record(in UsageRecord record)
    {
        Calls++;
        Tokens += record.Usage.TotalTokens ?? 0;
    }
}
