using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers;

/// <summary>What the author has taken on himself: <c>[NotTracked("why")]</c>, and <c>[AiCompositionRoot]</c> where providers are put together.</summary>
internal static class Declined
{
    /// <summary>True where a member, local function, type or assembly around the operation carries <c>[NotTracked]</c>.</summary>
    public static bool IsNotTracked(TrackingSymbols symbols, IOperation operation, ISymbol containingSymbol)
        => Carries(symbols.NotTracked, operation, containingSymbol);

    /// <summary>True inside of a member or type that is marked as the place where providers are put together.</summary>
    public static bool IsCompositionRoot(TrackingSymbols symbols, IOperation operation, ISymbol containingSymbol)
        => Carries(symbols.CompositionRoot, operation, containingSymbol);

    /// <summary>True for a type or member that its author keeps out of tracking.</summary>
    public static bool IsNotTracked(TrackingSymbols symbols, ISymbol symbol) => Has(symbol, symbols.NotTracked);

    private static bool Carries(INamedTypeSymbol? attribute, IOperation operation, ISymbol containingSymbol)
    {
        if (attribute is null)
            return false;
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            var function = current switch
            {
                ILocalFunctionOperation local => local.Symbol,
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                _ => null,
            };
            if (function is not null && Has(function, attribute))
                return true;
        }

        for (var symbol = containingSymbol; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (Has(symbol, attribute) || (symbol is IMethodSymbol { AssociatedSymbol: { } property } && Has(property, attribute)))
                return true;
        }

        return containingSymbol.ContainingAssembly is { } assembly && Has(assembly, attribute);
    }

    private static bool Has(ISymbol symbol, INamedTypeSymbol? attribute)
        => attribute is not null && symbol.GetAttributes().Any(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute));
}
