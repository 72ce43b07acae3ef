using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>Providers that forward to others of the same kind: a cache, a retry, a router.</summary>
internal static class ProviderChains
{
    /// <summary>
    /// True if every provider that is passed to the new one was created and checked elsewhere: the new one adds no untracked call.
    /// </summary>
    public static bool StandsBeforeOthers(TrackingSymbols symbols, IObjectCreationOperation creation)
    {
        var given = Given(symbols, creation).ToList();
        var fresh = FreshProviders.Of(symbols);
        return given.Count > 0
            && (given.All(value => !fresh.Of(value, CancellationToken.None)) || given.Any(value => IsTracked(symbols, value)));
    }

    /// <summary>
    /// True for a provider that receives tracked and untracked providers: the untracked ones are at fault, and share its result.
    /// </summary>
    public static bool StandsBeforeTracked(TrackingSymbols symbols, IObjectCreationOperation creation)
        => Given(symbols, creation).Any(value => IsTracked(symbols, value));

    /// <summary>The providers that are passed to a new one, with each element of a collection separately.</summary>
    public static IEnumerable<IOperation> Given(TrackingSymbols symbols, IObjectCreationOperation creation)
        => creation.Arguments
            .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Value.ConstantValue is not { HasValue: true }
                && IsForProviders(symbols, argument.Parameter?.Type))
            .SelectMany(static argument => Elements(argument.Value));

    private static bool IsTracked(TrackingSymbols symbols, IOperation value) => TrackedOrigins.IsTracked(symbols, value);

    private static bool IsForProviders(TrackingSymbols symbols, ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsForProviders(symbols, array.ElementType),
        INamedTypeSymbol named => symbols.Types.ImplementedBy(named) is not null || symbols.Types.IsOrInheritsTracked(named)
            || GenericContents.ContentsOf(named).Any(argument => IsForProviders(symbols, argument)),
        _ => false,
    };

    private static IEnumerable<IOperation> Elements(IOperation value)
    {
        var open = new Stack<IOperation>();
        open.Push(value);
        while (open.Count > 0)
        {
            var current = open.Pop();
            IEnumerable<IOperation>? inner = current switch
            {
                IConversionOperation conversion => [conversion.Operand],
                IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
                ICollectionExpressionOperation collection => collection.Elements,
                ISpreadOperation spread => [spread.Operand],
                _ => null,
            };
            if (inner is null)
            {
                yield return current;
                continue;
            }

            foreach (var each in inner.Reverse())
                open.Push(each);
        }
    }
}
