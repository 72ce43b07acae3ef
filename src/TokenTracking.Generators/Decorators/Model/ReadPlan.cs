using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

/// <summary>How generated code reads a result, a stream's item, a request or the client: direct member access, decided by the parser.</summary>
/// <param name="Name">A name for the reading method, from the type's.</param>
/// <param name="Type">The type that is read.</param>
/// <param name="TypeParameters">Type parameters of the tracked method that the type uses.</param>
/// <param name="Constraints">Their constraint clauses.</param>
/// <param name="Body">What is read.</param>
internal sealed record ReadPlan(
    string Name, string Type, EquatableArray<string> TypeParameters, EquatableArray<string> Constraints, ReadScope Body);

internal enum ReadScopeKind
{
    /// <summary>Entered where the expression is not null.</summary>
    Value,

    /// <summary>Entered where the expression is of a type.</summary>
    Case,

    /// <summary>Entered for each item.</summary>
    Each,
}

/// <summary>A value, named by a local, and what is read from it.</summary>
/// <param name="Kind">When it is entered.</param>
/// <param name="Expression">Where the value comes from.</param>
/// <param name="Local">The local that holds it.</param>
/// <param name="Type">The type of a case; null otherwise.</param>
/// <param name="Statements">What is read from it.</param>
/// <param name="Children">Values inside it.</param>
internal sealed record ReadScope(
    ReadScopeKind Kind, string Expression, string Local, string? Type, EquatableArray<string> Statements, EquatableArray<ReadScope> Children);
