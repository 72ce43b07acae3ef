using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Exemptions;

/// <summary>What the author has taken on himself: <c>[NotTracked("why")]</c>, and <c>[AiCompositionRoot]</c> where providers are put
/// together.</summary>
internal static class OptOuts
{
    /// <summary>True if a member, local function, type or assembly around the operation carries <c>[NotTracked]</c>.</summary>
    public static bool IsNotTracked(TrackingSymbols symbols, IOperation operation, ISymbol containingSymbol)
        => Around(symbols.NotTracked, operation, containingSymbol) is not null;

    /// <summary>True inside of a member or type that is marked as the place where providers are put together.</summary>
    public static bool IsCompositionRoot(TrackingSymbols symbols, IOperation operation, ISymbol containingSymbol)
        => Around(symbols.CompositionRoot, operation, containingSymbol) is not null;

    /// <summary>True for a type or member that its author keeps out of tracking.</summary>
    public static bool IsNotTracked(TrackingSymbols symbols, ISymbol symbol) => symbols.NotTracked.On(symbol) is not null;

    /// <summary>The reason that the code around an operation gives; null if none declines.</summary>
    public static string? Reason(TrackingSymbols symbols, IOperation operation, ISymbol containingSymbol)
        => ReasonIn(Around(symbols.NotTracked, operation, containingSymbol));

    /// <summary>The reason that a type or member gives; null if it does not decline.</summary>
    public static string? Reason(TrackingSymbols symbols, ISymbol? symbol)
        => symbol is null ? null : ReasonIn(symbols.NotTracked.On(symbol));

    private static string? ReasonIn(AttributeData? attribute)
        => attribute is null ? null : attribute.ConstructorArguments is [{ Value: string reason }] ? reason : "";

    private static AttributeData? Around(KnownType attribute, IOperation operation, ISymbol containingSymbol)
    {
        if (!attribute.Exists)
            return null;
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            var function = current switch
            {
                ILocalFunctionOperation local => local.Symbol,
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                _ => null,
            };
            if (function is not null && attribute.On(function) is { } onFunction)
                return onFunction;
        }

        for (var symbol = containingSymbol; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if ((attribute.On(symbol)
                ?? (symbol is IMethodSymbol { AssociatedSymbol: { } property } ? attribute.On(property) : null)) is { } onSymbol)
                return onSymbol;
        }

        return containingSymbol.ContainingAssembly is { } assembly ? attribute.On(assembly) : null;
    }
}
