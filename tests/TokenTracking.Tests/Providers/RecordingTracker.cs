using System.Collections.Concurrent;

namespace TokenTracking.Tests.Providers;

/// <summary>Keeps every record in the order of arrival.</summary>
internal sealed class RecordingTracker : ITokenTracker
{
    private readonly ConcurrentQueue<UsageRecord> _records = new();

    public IReadOnlyList<UsageRecord> Records => [.. _records];

    public bool IsEnabled => true;

    public TimeProvider TimeProvider => TimeProvider.System;

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
