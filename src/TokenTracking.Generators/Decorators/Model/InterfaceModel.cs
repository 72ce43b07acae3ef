using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

/// <summary>Everything that the emitter has to know of one tracked interface. Values only: the compiler caches it.</summary>
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

    /// <summary>The class of the extension method, for an interface with static members.</summary>
    public required string Extensions { get; init; }

    /// <summary>The type parameters of the interface and of the types around it.</summary>
    public required EquatableArray<TypeParameterModel> TypeParameters { get; init; }

    /// <summary>The decorator's extra type parameter, which static abstract members are forwarded to; null if there is none.</summary>
    public required string? InnerTypeParameter { get; init; }

    /// <summary>Every slot to fill.</summary>
    public required EquatableArray<MemberModel> Members { get; init; }

    /// <summary>The services that it, or one of these, returns: their decorators are nested in its own.</summary>
    public EquatableArray<InterfaceModel> Children { get; init; }

    /// <summary>True if anything that it returns is decorated; otherwise, false.</summary>
    public bool HasServices => Children.Count > 0 || Members.Any(static member =>
        member.Child is not null || member.Parameters.Any(static parameter => parameter.Child is not null));

    /// <summary>True if the interface is <c>IDisposable</c> or <c>IAsyncDisposable</c>; otherwise, false.</summary>
    public required bool IsDisposable { get; init; }

    /// <summary>The types to ask the inner object for, to learn whether a lower layer tracks already.</summary>
    public EquatableArray<string> LowerLayers { get; init; }

    /// <summary>How objects of this interface are put together of layers; null if the project has no builder and no base class of
    /// layers for it.</summary>
    public PipelineModel? Pipeline { get; init; }

    /// <summary>The arguments of the base constructor, for a class; null for an interface.</summary>
    public EquatableArray<BaseArgument>? BaseArguments { get; init; }

    /// <summary>The names of a class's members, which generated private members must not hide; empty for an interface.</summary>
    public EquatableArray<string> MemberNames { get; init; }

    /// <summary>Reads the facts about every call in the client itself; null if it has none.</summary>
    public required ReadPlan? Client { get; init; }

    /// <summary>True if <see cref="Client"/> names the provider of an SDK itself; otherwise, false.</summary>
    public bool StatesProvider
        => Client is { Body.Reads: var reads } && reads.Any(static read => read is FactConstant { Fact: Fact.Provider });

    /// <summary>The provider that the user's attribute names; null if it names none.</summary>
    public required string? Provider { get; init; }

    /// <summary>True if the interface is obsolete as an error: then the decorator is obsolete too, since nothing else may name
    /// it.</summary>
    public required bool IsObsoleteError { get; init; }

    /// <summary>Aliases of references that the signatures need.</summary>
    public required EquatableArray<string> ExternAliases { get; init; }

    /// <summary>Ids of obsolete and experimental features that the signatures touch.</summary>
    public required EquatableArray<string> DisabledWarnings { get; init; }

    /// <summary>True if the assembly lists the interface for those that reference it; otherwise, false.</summary>
    public required bool IsListed { get; init; }
}
