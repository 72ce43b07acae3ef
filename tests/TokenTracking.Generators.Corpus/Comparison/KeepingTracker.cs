using TokenTracking.Testing;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>A tracker that keeps what it is given.</summary>
internal sealed class KeepingTracker() : RecordOnlyTracker(TimeProvider.System)
{
    private readonly List<UsageRecord> _records = [];

    public IReadOnlyList<UsageRecord> Records => _records;

    public void Clear() => _records.Clear();

    public override void Record(in UsageRecord record) => _records.Add(record);
}
