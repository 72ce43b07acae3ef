namespace TokenTracking;

/// <summary>Leaves a member, type or assembly out of tracking on purpose; the analyzers say nothing of it.</summary>
/// <param name="reason">Why: a reader of the bill will ask.</param>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Class | AttributeTargets.Struct |
    AttributeTargets.Interface | AttributeTargets.Field | AttributeTargets.Assembly, Inherited = false)]
public sealed class NotTrackedAttribute(string reason) : Attribute
{
    /// <summary>Why the usage is not tracked.</summary>
    public string Reason { get; } = reason;
}
