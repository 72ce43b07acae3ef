using TokenTracking.Attribution;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <summary>The tracker of a decorator above layers that answer from a cache or make several calls: the counts of its records are
/// estimates, and their metadata says why.</summary>
/// <param name="target">The tracker that receives the records.</param>
/// <param name="note">Why the counts are estimates.</param>
internal sealed class PlacedTracker(ITokenTracker target, string note) : ICallTracker, ICallAdmission, IReadingFailureLog,
    IForwardingTracker
{
    /// <summary>The key of the note in a record's metadata.</summary>
    public const string NoteKey = "token_tracking.note";

    public ITokenTracker Target { get; } = target;

    public bool IsEnabled => Target.IsEnabled;

    public TimeProvider TimeProvider => Target.TimeProvider;

    public void Record(in FinishedCall call)
    {
        // Without counts there is nothing to doubt, and the tracker may estimate them.
        if (call.Usage.IsUnknown && Target is ICallTracker tracker)
        {
            tracker.Record(in call);
            return;
        }

        var record = call.ToRecord();
        Record(in record);
    }

    public void Record(in UsageRecord record)
    {
        if (record.Usage.IsUnknown)
        {
            Target.Record(in record);
            return;
        }

        var metadata = CallMetadata.Of(record.Metadata, out _) is { } given ? new CallMetadata(given) : new CallMetadata();
        metadata.TryAdd(NoteKey, note);
        var estimated = record with
        {
            Completeness = record.Completeness == UsageCompleteness.Complete ? UsageCompleteness.Estimated : record.Completeness,
            Metadata = metadata,
        };
        Target.Record(in estimated);
    }

    public ValueTask AdmitAsync(PendingCall call, CancellationToken cancellationToken)
        => Target is ICallAdmission admission ? admission.AdmitAsync(call, cancellationToken) : ValueTask.CompletedTask;

    public void Admit(PendingCall call) => (Target as ICallAdmission)?.Admit(call);

    public void ReadingFailed(Exception exception, string operation)
    {
        if (Target is IReadingFailureLog log)
            log.ReadingFailed(exception, operation);
        else
            System.Diagnostics.Trace.TraceWarning("The usage of a call of {0} could not be read: {1}", operation, exception);
    }
}
