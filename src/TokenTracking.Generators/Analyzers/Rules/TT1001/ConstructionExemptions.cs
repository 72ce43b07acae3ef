using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>Constructions that may stay untracked.</summary>
internal static class ConstructionExemptions
{
    /// <summary>
    /// True for a decorator, for constructions inside one, for test doubles, and for code that is marked as declined or as a composition
    /// root.
    /// </summary>
    public static bool Is(TrackingSymbols symbols, ITypeSymbol type, IOperation construction, ISymbol containingSymbol)
        => symbols.Types.IsDecorator(type)
            || symbols.Types.IsDecorator(containingSymbol.ContainingType)
            || (construction is IObjectCreationOperation creation
                && (ProviderChains.StandsBeforeOthers(symbols, creation) || ProviderClients.IsCovered(symbols, creation)))
            || TestDoubles.IsTestDouble(symbols, type)
            || OptOuts.IsNotTracked(symbols, type)
            || OptOuts.IsNotTracked(symbols, construction, containingSymbol)
            || OptOuts.IsCompositionRoot(symbols, construction, containingSymbol);
}
