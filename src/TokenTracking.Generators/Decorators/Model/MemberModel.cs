using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

internal enum MemberKind
{
    Method,
    Property,
    Event,
}

internal enum SetterKind
{
    None,

    /// <summary>An ordinary setter.</summary>
    Set,

    /// <summary>An init accessor: forwarded past the compiler, which allows it in an initializer alone.</summary>
    Init,

    /// <summary>A setter that only derived interfaces may call.</summary>
    Protected,
}

internal enum ReturnKind
{
    Value,
    Ref,
    RefReadOnly,
}

/// <summary>One slot of the interface, or of one that it inherits.</summary>
internal sealed record MemberModel
{
    public required MemberKind Kind { get; init; }

    /// <summary>The interface that declares the member: of the explicit implementation, and of the cast before every forward.</summary>
    public required string DeclaringType { get; init; }

    /// <summary>The name, escaped; <c>this</c> for an indexer.</summary>
    public required string Name { get; init; }

    public required bool IsStatic { get; init; }

    /// <summary>True if the signature has pointers; otherwise, false.</summary>
    public bool IsUnsafe { get; init; }

    public ReturnKind Returns { get; init; }

    /// <summary>What it returns, or the type of the property or event.</summary>
    public required string Type { get; init; }

    /// <summary>True if only an obsolete member may implement it; otherwise, false.</summary>
    public bool IsObsolete { get; init; }

    /// <summary>The attributes that an implementation has to repeat.</summary>
    public EquatableArray<AttributeModel> Attributes { get; init; }

    public EquatableArray<TypeParameterModel> TypeParameters { get; init; }

    /// <summary>The type parameters whose <c>T?</c> has a meaning only with a constraint, which an implementation has to repeat.</summary>
    public EquatableArray<AnnotatedParameter> Annotated { get; init; }

    public EquatableArray<ParameterModel> Parameters { get; init; }

    public bool HasGetter { get; init; }

    public SetterKind Setter { get; init; }

    /// <summary>The name of the init accessor in metadata, which an attribute may give an indexer; null for no init accessor.</summary>
    public string? InitAccessor { get; init; }

    public EquatableArray<AttributeModel> GetterAttributes { get; init; }

    public EquatableArray<AttributeModel> SetterAttributes { get; init; }

    /// <summary>The decorator of the service that it returns; null if what it returns is passed on as it is.</summary>
    public string? Child { get; init; }

    /// <summary>The interface of the services if it returns a list of them; null for a single one.</summary>
    public string? ChildrenOf { get; init; }

    /// <summary>True for <c>GetService</c> of Microsoft.Extensions.AI, whose contract lets a decorator answer for itself first.</summary>
    public bool IsServiceLookup { get; init; }

    /// <summary>True if a call by its name would reach another overload; otherwise, false.</summary>
    public bool IsOutranked { get; init; }

    /// <summary>True for a member of a class, which is overridden instead of implemented.</summary>
    public bool IsOverride { get; init; }

    /// <summary>What it does.</summary>
    public MemberRole Role { get; init; }

    /// <summary>The reason that the user gives for not tracking it, on one line; null for none.</summary>
    public string? Refusal { get; init; }

    /// <summary>How it is tracked; null if it is only forwarded.</summary>
    public CallModel? Call { get; init; }
}
