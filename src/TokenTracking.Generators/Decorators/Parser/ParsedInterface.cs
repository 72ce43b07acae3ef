using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>What the parser made of an interface: a model, or the reasons for none. Holds symbols: it never enters the pipeline.</summary>
/// <param name="Model">The model; null if the interface is refused.</param>
/// <param name="Findings">What the analyzer reports.</param>
/// <param name="Roles">What each member does, by its definition: those of the type, and of the services that it returns.</param>
internal sealed record ParsedInterface(
    InterfaceModel? Model, ImmutableArray<Finding> Findings, ImmutableDictionary<ISymbol, MemberRole> Roles)
{
    public static readonly ImmutableDictionary<ISymbol, MemberRole> NoRoles =
        ImmutableDictionary.Create<ISymbol, MemberRole>(SymbolEqualityComparer.Default);

    /// <summary>True if a member of the type, or of a service that it returns, is recorded; otherwise, false.</summary>
    public bool HasCalls => Roles.Values.Any(static role => role is MemberRole.Counted or MemberRole.CountedMissing);
}

/// <summary>Something to say of an interface or one of its members.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Symbol">The member it is about.</param>
/// <param name="Arguments">The message's arguments, as text.</param>
internal sealed record Finding(string Id, ISymbol Symbol, params string[] Arguments);
