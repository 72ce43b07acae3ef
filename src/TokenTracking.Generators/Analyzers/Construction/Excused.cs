using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Sdks;

namespace TokenTracking.Generators.Analyzers.Construction;

/// <summary>Constructions that may stay untracked.</summary>
internal static class Excused
{
    /// <summary>True for a decorator, what is constructed in one, a test's double, and what its author declined or puts together himself.</summary>
    public static bool Is(TrackingSymbols symbols, ITypeSymbol type, IOperation construction, ISymbol containingSymbol)
        => symbols.Types.IsDecorator(type)
            || symbols.Types.IsDecorator(containingSymbol.ContainingType)
            || (construction is IObjectCreationOperation creation && (Middlemen.StandsBeforeOthers(symbols, creation) || IsAboveAHandler(symbols, creation)))
            || TestDoubles.IsTestDouble(symbols, type)
            || Declined.IsNotTracked(symbols, type)
            || Declined.IsNotTracked(symbols, construction, containingSymbol)
            || Declined.IsCompositionRoot(symbols, construction, containingSymbol);

    /// <summary>True for a provider whose client a test answers itself, or lies above the handler that reads usage from responses.</summary>
    public static bool IsAboveAHandler(TrackingSymbols symbols, IObjectCreationOperation creation)
        => creation.Arguments.FirstOrDefault(static argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.Name: "HttpClient" or "HttpMessageHandler" }) is { } client
            && (ClientBelow.IsADouble(symbols, client.Value) || ClientBelow.Tracks(client.Value)
                || (SdkTracking.UsesHandler(symbols.Compilation, CancellationToken.None) && !BareHandlers.LieUnder(client.Value, CancellationToken.None)));
}
