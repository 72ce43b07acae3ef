using System.ComponentModel;

namespace TokenTracking.Generated;

/// <summary>
/// Written by the generator, never by hand: lists an interface that this assembly tracks, so that the assemblies which reference it get
/// their own decorator for it without searching all of its types.
/// </summary>
/// <param name="type">The tracked interface.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrackedAiInterfaceAttribute(Type type) : Attribute
{
    /// <summary>The tracked interface.</summary>
    public Type Type { get; } = type;
}
