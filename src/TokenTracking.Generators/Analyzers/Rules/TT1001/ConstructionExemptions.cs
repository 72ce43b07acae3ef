using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Recording;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>Constructions that may stay untracked.</summary>
internal static class ConstructionExemptions
{
    /// <summary>True for a decorator, what is constructed in one, a test's double, and what its author declined or puts together himself.</summary>
    public static bool Is(TrackingSymbols symbols, ITypeSymbol type, IOperation construction, ISymbol containingSymbol)
        => symbols.Types.IsDecorator(type)
            || symbols.Types.IsDecorator(containingSymbol.ContainingType)
            || (construction is IObjectCreationOperation creation && (ProviderChains.StandsBeforeOthers(symbols, creation) || IsAboveAHandler(symbols, creation)))
            || TestDoubles.IsTestDouble(symbols, type)
            || OptOuts.IsNotTracked(symbols, type)
            || OptOuts.IsNotTracked(symbols, construction, containingSymbol)
            || OptOuts.IsCompositionRoot(symbols, construction, containingSymbol);

    /// <summary>True for a provider whose client a test answers itself, or lies above the handler that reads usage from responses.</summary>
    public static bool IsAboveAHandler(TrackingSymbols symbols, IObjectCreationOperation creation)
        => creation.Arguments.FirstOrDefault(static argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.Name: "HttpClient" or "HttpMessageHandler" }) is { } client
            && (HttpClientHandlers.IsADouble(symbols, client.Value) || HttpClientHandlers.Tracks(client.Value)
                || (CallTracking.UsesHandler(symbols.Compilation, CancellationToken.None) && !UntrackedHandlers.LieUnder(client.Value, CancellationToken.None)));
}
