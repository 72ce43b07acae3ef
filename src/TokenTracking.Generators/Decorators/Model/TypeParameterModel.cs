using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

internal enum ConstraintKind
{
    Any,
    Class,
    NullableClass,
    Struct,
    Unmanaged,
    NotNull,
}

/// <summary>A type parameter.</summary>
/// <param name="Name">Its name, escaped.</param>
/// <param name="Kind">What its first constraint says.</param>
/// <param name="Types">The types that it is constrained to.</param>
/// <param name="HasConstructor">True if it is constrained to types with a constructor without parameters; otherwise, false.</param>
/// <param name="AllowsRefStruct">True if it allows ref structs; otherwise, false.</param>
internal sealed record TypeParameterModel(
    string Name, ConstraintKind Kind, EquatableArray<string> Types, bool HasConstructor, bool AllowsRefStruct);

/// <summary>A type parameter that is annotated somewhere in a signature.</summary>
/// <param name="Name">Its name, escaped.</param>
/// <param name="IsClass">True if it is a reference type; false if nothing is known of it.</param>
internal readonly record struct AnnotatedParameter(string Name, bool IsClass);
