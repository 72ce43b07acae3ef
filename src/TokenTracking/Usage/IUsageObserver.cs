namespace TokenTracking;

/// <summary>Is notified of each call that a <c>TokenTracker</c> has recorded. Registered through <c>TokenTrackingOptions.Observers</c>
/// or <c>TokenTrackingBuilder.AddObserver</c>.</summary>
public interface IUsageObserver
{
    /// <summary>Called once for each recorded call, after its record was made durable, on the thread that ended the call. It must return
    /// quickly. An exception is logged and affects neither the record nor the call.</summary>
    /// <param name="record">The record, with its cost.</param>
    void OnRecorded(in UsageRecord record);
}
