using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

/// <summary>Everything that the emitter has to know of one tracked interface. Values only: it lives in the compiler's cache.</summary>
internal sealed record InterfaceModel
{
    /// <summary>The generated file's name, unique in the assembly.</summary>
    public required string HintName { get; init; }

    /// <summary>The namespace of the interface and so of its decorator; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The interface without <c>global::</c>, for the reader.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The interface as the decorator implements it, its type arguments included.</summary>
    public required string Interface { get; init; }

    /// <summary>The interface inside <c>typeof</c>.</summary>
    public required string TypeOf { get; init; }

    /// <summary><c>TrackedLlmProvider</c>.</summary>
    public required string Decorator { get; init; }

    /// <summary>The class of the extension method, where it needs one of its own.</summary>
    public required string Extensions { get; init; }

    /// <summary>The type parameters of the interface and of the types around it.</summary>
    public required EquatableArray<TypeParameterModel> TypeParameters { get; init; }

    /// <summary>The decorator's extra type parameter, which static abstract members are forwarded to; null for none.</summary>
    public required string? InnerTypeParameter { get; init; }

    /// <summary>Every slot to fill.</summary>
    public required EquatableArray<MemberModel> Members { get; init; }

    /// <summary>The interfaces that it, or one of these, hands out: their decorators stand inside its own.</summary>
    public EquatableArray<InterfaceModel> Children { get; init; }

    /// <summary>True where anything that it hands out is decorated.</summary>
    public bool HandsOut => Children.Count > 0 || Members.Any(static member =>
        member.Child is not null || member.Parameters.Any(static parameter => parameter.Child is not null));

    /// <summary>True where the interface is <c>IDisposable</c> or <c>IAsyncDisposable</c>.</summary>
    public required bool IsDisposable { get; init; }

    /// <summary>What to ask the inner object for, to learn whether something under it tracks already.</summary>
    public EquatableArray<string> Below { get; init; }

    /// <summary>The arguments of the base constructor, for a class; null for an interface.</summary>
    public string? BaseArguments { get; init; }

    /// <summary>Reads what the client itself says of every call; null for nothing.</summary>
    public required ReadPlan? Client { get; init; }

    /// <summary>The provider that the user's attribute names; null for none.</summary>
    public required string? Provider { get; init; }

    /// <summary>True where the interface is obsolete as an error: then the decorator is obsolete too, since nothing else may name it.</summary>
    public required bool IsObsoleteError { get; init; }

    /// <summary>Aliases of references that the signatures need.</summary>
    public required EquatableArray<string> ExternAliases { get; init; }

    /// <summary>Ids of obsolete and experimental features that the signatures touch.</summary>
    public required EquatableArray<string> DisabledWarnings { get; init; }

    /// <summary>True where the assembly lists the interface for those that reference it.</summary>
    public required bool IsListed { get; init; }
}

/// <summary>A type parameter of a generic decorator.</summary>
/// <param name="Name">Its name, escaped.</param>
/// <param name="Constraints">Its constraints, comma-separated; empty for none.</param>
internal sealed record TypeParameterModel(string Name, string Constraints);
