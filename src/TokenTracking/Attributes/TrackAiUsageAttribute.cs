namespace TokenTracking;

/// <summary>
/// Makes the compiler emit a tracking decorator: on an interface of your own, or on the assembly for a type that you do not own
/// (<c>[assembly: TrackAiUsage(typeof(IChatClient))]</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class TrackAiUsageAttribute : Attribute
{
    /// <summary>Tracks the interface that carries the attribute.</summary>
    public TrackAiUsageAttribute()
    {
    }

    /// <summary>Tracks a type of another assembly; only on <c>assembly:</c>.</summary>
    /// <param name="type">The type to track.</param>
    public TrackAiUsageAttribute(Type type) => Type = type;

    /// <summary>The type to track; null if the attribute is applied to it.</summary>
    public Type? Type { get; }

    /// <summary>The provider that the calls go to, by its OpenTelemetry name, for results that do not name one; null if unknown.</summary>
    public string? Provider { get; set; }
}
