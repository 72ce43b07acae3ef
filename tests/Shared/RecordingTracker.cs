using System.Collections.Concurrent;

namespace TokenTracking.Testing;

/// <summary>A tracker that keeps what it is given, under a clock of the test's.</summary>
internal sealed class RecordingTracker(TimeProvider? timeProvider = null) : ITokenTracker
{
    private readonly ConcurrentQueue<UsageRecord> _records = new();

    public IReadOnlyList<UsageRecord> Records => [.. _records];

    public UsageRecord Only => Assert.Single(_records);

    public bool IsEnabled { get; set; } = true;

    public TimeProvider TimeProvider { get; } = timeProvider ?? new ManualTimeProvider();

    public void Record(in UsageRecord record) => _records.Enqueue(record);

    public ProjectStats Track(string project, TokenUsage usage, string model, IReadOnlyDictionary<string, string>? metadata = null)
        => throw new NotSupportedException();

    public Task<TResult> TrackAsync<TResult>(
        string operation, Func<Task<TResult>> call, Func<TResult, TokenUsage> usage, Func<TResult, string?>? model = null)
        => throw new NotSupportedException();

    public ProjectStats GetProjectStats(string project) => throw new NotSupportedException();

    public TrackerSummary GetSummary() => throw new NotSupportedException();

    public IReadOnlyList<UsageEvent> GetRecentEvents(string project) => throw new NotSupportedException();

    public IReadOnlyList<SpendRateSample> GetSpendRateHistory(string project) => throw new NotSupportedException();

    public void ReportProgress(string project, double done, double total) => throw new NotSupportedException();

    public void StartMonitoring() => throw new NotSupportedException();

    public void StopMonitoring() => throw new NotSupportedException();
}
