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

    /// <summary>Entered for the first item of a list.</summary>
    First,

    /// <summary>Entered if a dictionary has an entry of a key.</summary>
    Entry,

    /// <summary>A whole answer, which is one of several: what is read from it comes on top of the answers before.</summary>
    Answer,

    /// <summary>As <see cref="Answer"/>, for a value that belongs to the answer before it unless its response id is another one.</summary>
    Choice,

    /// <summary>Entered is the first of the children that fits.</summary>
    Either,
}

/// <summary>A value, and what is read from it.</summary>
/// <param name="Kind">When it is entered.</param>
/// <param name="Path">The path from the value around it; empty if it is that value itself.</param>
/// <param name="Type">The type of a case or service, the key of an entry; null otherwise.</param>
/// <param name="Reads">What is read from it.</param>
/// <param name="Children">Values inside it.</param>
internal sealed record ReadScope(
    ReadScopeKind Kind, ValuePath Path, string? Type, EquatableArray<Read> Reads, EquatableArray<ReadScope> Children)
{
    public static ReadScope Value(ValuePath path, IEnumerable<Read> reads, params ReadScope[] children)
        => new(ReadScopeKind.Value, path, null, reads.ToEquatableArray(), children.ToEquatableArray());

    /// <summary>A scope of another kind, of which nothing is read but what its children read.</summary>
    public static ReadScope Of(ReadScopeKind kind, ValuePath path, string? type, params ReadScope[] children)
        => new(kind, path, type, EquatableArray<Read>.Empty, children.ToEquatableArray());
}
