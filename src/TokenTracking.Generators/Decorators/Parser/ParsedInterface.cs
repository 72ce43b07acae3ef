using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>What the parser made of an interface: a model, or the reasons for none. Holds symbols: it never enters the pipeline.</summary>
/// <param name="Model">The model; null if the interface is refused.</param>
/// <param name="Findings">What the analyzer reports.</param>
internal sealed record ParsedInterface(InterfaceModel? Model, ImmutableArray<Finding> Findings);

/// <summary>Something to say of an interface or one of its members.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Symbol">The member it is about.</param>
/// <param name="Arguments">The message's arguments, as text.</param>
internal sealed record Finding(string Id, ISymbol Symbol, params string[] Arguments);
