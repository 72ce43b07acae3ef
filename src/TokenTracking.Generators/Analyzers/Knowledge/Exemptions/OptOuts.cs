using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Exemptions;

/// <summary>Code that is excluded by an attribute: <c>[NotTracked("why")]</c>, and <c>[AiCompositionRoot]</c> where providers are
/// composed.</summary>
internal static class OptOuts
{
    /// <summary>True if a member, local function, type or assembly around the operation carries <c>[NotTracked]</c>.</summary>
    public static bool IsNotTracked(TrackingSymbols symbols, IOperation operation, ISymbol containingSymbol)
        => Around(symbols.NotTracked, operation, containingSymbol) is not null;

    /// <summary>True inside a member or type that is marked as the place where providers are composed.</summary>
    public static bool IsCompositionRoot(TrackingSymbols symbols, IOperation operation, ISymbol containingSymbol)
        => Around(symbols.CompositionRoot, operation, containingSymbol) is not null;

    /// <summary>True for a type or member that is excluded from tracking.</summary>
    public static bool IsNotTracked(TrackingSymbols symbols, ISymbol symbol) => symbols.NotTracked.On(symbol) is not null;

    /// <summary>The reason of the <c>[NotTracked]</c> around an operation; null if there is none.</summary>
    public static string? Reason(TrackingSymbols symbols, IOperation operation, ISymbol containingSymbol)
        => ReasonIn(Around(symbols.NotTracked, operation, containingSymbol));

    /// <summary>The reason of the <c>[NotTracked]</c> of a type or member; null if it has none.</summary>
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
