using System.Collections.Concurrent;

namespace TokenTracking.Testing;

/// <summary>A tracker that keeps what it is given, under a clock of the test's.</summary>
internal sealed class RecordingTracker(TimeProvider? timeProvider = null) : RecordOnlyTracker(timeProvider ?? new ManualTimeProvider())
{
    private readonly ConcurrentQueue<UsageRecord> _records = new();

    public IReadOnlyList<UsageRecord> Records => [.. _records];

    public UsageRecord Only => Assert.Single(_records);

    public override void Record(in UsageRecord record) => _records.Enqueue(record);
}
