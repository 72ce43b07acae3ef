using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Construction;

/// <summary>Constructions that may stay untracked.</summary>
internal static class Excused
{
    /// <summary>True for a decorator, what is constructed in one, a test's double, and what its author declined or puts together himself.</summary>
    public static bool Is(TrackingSymbols symbols, ITypeSymbol type, IOperation construction, ISymbol containingSymbol)
        => symbols.Types.IsDecorator(type)
            || symbols.Types.IsDecorator(containingSymbol.ContainingType)
            || TestDoubles.IsTestDouble(symbols.Compilation, type)
            || Declined.IsNotTracked(symbols, type)
            || Declined.IsNotTracked(symbols, construction, containingSymbol)
            || Declined.IsCompositionRoot(symbols, construction, containingSymbol);
}
