namespace TokenTracking.Testing;

/// <summary>A tracker that takes records and answers nothing.</summary>
internal abstract class RecordOnlyTracker(TimeProvider timeProvider) : ITokenTracker
{
    public bool IsEnabled { get; set; } = true;

    public TimeProvider TimeProvider { get; } = timeProvider;

    public abstract void Record(in UsageRecord record);
}
