using System.Runtime.InteropServices;

namespace TokenTracking;

/// <summary>
/// One call under way: knows when it began and on whose account, and records how it ended. Generated decorators are thin callers of it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly partial struct TrackedCall
{
    private readonly ITokenTracker _tracker;
    private readonly TrackingScope? _scope;
    private readonly string _operation;
    private readonly DateTimeOffset _time;
    private readonly long _timestamp;

    private TrackedCall(ITokenTracker tracker, string operation)
    {
        _tracker = tracker;
        _scope = TrackingScope.Current;
        _operation = _scope?.Operation ?? operation;
        _time = tracker.TimeProvider.GetUtcNow();
        _timestamp = tracker.TimeProvider.GetTimestamp();
    }

    /// <summary>Begins a call.</summary>
    /// <param name="tracker">The tracker that takes the record.</param>
    /// <param name="operation">The operation, unless a scope names another.</param>
    /// <returns>The call.</returns>
    public static TrackedCall Start(ITokenTracker tracker, string operation) => new(tracker, operation);

    /// <summary>Records that the call failed or was cancelled.</summary>
    /// <param name="exception">What it threw.</param>
    public void Fail(Exception exception)
    {
        var record = NewRecord() with
        {
            Completeness = UsageCompleteness.Missing,
            Outcome = exception is OperationCanceledException ? CallOutcome.Cancelled : CallOutcome.Failed,
            ErrorType = exception.GetType().Name,
        };
        _tracker.Record(in record);
    }

    /// <summary>Records that the call succeeded.</summary>
    /// <typeparam name="TResult">What it returned.</typeparam>
    /// <param name="result">What it returned.</param>
    /// <param name="usage">Reads the usage.</param>
    /// <param name="model">Reads the answering model; null where the result does not say.</param>
    public void Succeed<TResult>(TResult result, Func<TResult, TokenUsage> usage, Func<TResult, string?>? model)
    {
        var counts = usage(result);
        var record = NewRecord() with { Usage = counts, ResponseModel = model?.Invoke(result), Completeness = CompletenessOf(in counts) };
        _tracker.Record(in record);
    }

    /// <summary>How far counts can be trusted that say nothing of it themselves.</summary>
    internal static UsageCompleteness CompletenessOf(in TokenUsage usage) => usage switch
    {
        { IsUnknown: true } => UsageCompleteness.Missing,
        { IsContradictory: true } => UsageCompleteness.Estimated,
        _ => UsageCompleteness.Complete,
    };

    private UsageRecord NewRecord() => new()
    {
        Id = Guid.CreateVersion7(_time),
        Time = _time,
        Operation = _operation,
        Project = _scope?.Project,
        Agent = _scope?.Agent,
        Task = _scope?.Task,
        Metadata = _scope?.Metadata,
        Duration = _tracker.TimeProvider.GetElapsedTime(_timestamp),
    };
}
