namespace TokenTracking.Testing;

/// <summary>A tracker that takes records and answers nothing.</summary>
internal abstract class RecordOnlyTracker(TimeProvider timeProvider) : ITokenTracker
{
    public bool IsEnabled { get; set; } = true;

    public TimeProvider TimeProvider { get; } = timeProvider;

    public abstract void Record(in UsageRecord record);

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
