using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding.Model;

internal enum ReadScopeKind
{
    /// <summary>Entered if the value is not null.</summary>
    Value,

    /// <summary>Entered if the value is of a type.</summary>
    Case,

    /// <summary>Entered for each item of the value.</summary>
    Each,

    /// <summary>Entered if the value's <c>GetService</c> returns an object of a type.</summary>
    Service,
}

/// <summary>A value, and what is read from it.</summary>
/// <param name="Kind">When it is entered.</param>
/// <param name="Path">The path from the value around it; empty if it is that value itself.</param>
/// <param name="Type">The type of a case or service; null otherwise.</param>
/// <param name="Reads">What is read from it.</param>
/// <param name="Children">Values inside it.</param>
internal sealed record ReadScope(
    ReadScopeKind Kind, ValuePath Path, string? Type, EquatableArray<Read> Reads, EquatableArray<ReadScope> Children)
{
    public static ReadScope Value(ValuePath path, IEnumerable<Read> reads, params ReadScope[] children)
        => new(ReadScopeKind.Value, path, null, reads.ToEquatableArray(), children.ToEquatableArray());
}
