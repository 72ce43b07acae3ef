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

/// <summary>One slot of the interface, or of one that it inherits, implemented explicitly.</summary>
internal sealed record MemberModel
{
    public required MemberKind Kind { get; init; }

    /// <summary>The interface that declares the member: of the explicit implementation, and of the cast in front of every forward.</summary>
    public required string DeclaringType { get; init; }

    /// <summary>The name, escaped; <c>this</c> for an indexer; the operator's token for an operator.</summary>
    public required string Name { get; init; }

    public required bool IsStatic { get; init; }

    /// <summary>True where the signature has pointers.</summary>
    public bool IsUnsafe { get; init; }

    /// <summary><c>ref</c>, <c>ref readonly</c> or nothing, with a space behind it.</summary>
    public string RefPrefix { get; init; } = "";

    /// <summary>What it returns, or the type of the property or event.</summary>
    public required string Type { get; init; }

    /// <summary>Attribute lists to repeat, each with its brackets.</summary>
    public EquatableArray<string> Attributes { get; init; }

    public EquatableArray<string> TypeParameters { get; init; }

    /// <summary>Constraint clauses that an explicit implementation must repeat.</summary>
    public EquatableArray<string> Constraints { get; init; }

    public EquatableArray<ParameterModel> Parameters { get; init; }

    public bool HasGetter { get; init; }

    public SetterKind Setter { get; init; }

    public EquatableArray<string> GetterAttributes { get; init; }

    public EquatableArray<string> SetterAttributes { get; init; }

    /// <summary>The decorator of what it hands out; null where that is handed on bare.</summary>
    public string? Child { get; init; }

    /// <summary>The interface of the services where a list of them is handed out; null for a single one.</summary>
    public string? ChildrenOf { get; init; }

    /// <summary>True for <c>GetService</c> of Microsoft.Extensions.AI, whose contract lets a decorator answer for itself first.</summary>
    public bool IsServiceLookup { get; init; }

    /// <summary>True for a member of a class, which is overridden instead of implemented.</summary>
    public bool IsOverride { get; init; }

    /// <summary>How it is tracked; null where it is only forwarded.</summary>
    public CallModel? Call { get; init; }
}

/// <summary>A parameter.</summary>
/// <param name="Name">Its name, escaped.</param>
/// <param name="Declaration">As the signature declares it.</param>
/// <param name="Argument">As the forward passes it on.</param>
/// <param name="Child">The decorator of what an out parameter hands out; null for none.</param>
internal sealed record ParameterModel(string Name, string Declaration, string Argument, string? Child = null);
