using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>Providers that stand before others of their kind: a cache, a retry, a router.</summary>
internal static class ProviderChains
{
    /// <summary>True where every provider that the new one is handed was made, and is judged, elsewhere: the new one adds no untracked
    /// call.</summary>
    public static bool StandsBeforeOthers(TrackingSymbols symbols, IObjectCreationOperation creation)
        => Handed(symbols, creation) is { Count: > 0 } handed
            && (handed.All(value => !IsFresh(symbols, value)) || handed.Any(value => ProviderOrigins.IsTracked(symbols, value)));

    /// <summary>True for one that is handed tracked providers and bare ones beside them: the bare ones are at fault, and share its
    /// fate.</summary>
    public static bool StandsBeforeTracked(TrackingSymbols symbols, IObjectCreationOperation creation)
        => Handed(symbols, creation).Any(value => ProviderOrigins.IsTracked(symbols, value));

    private static List<IOperation> Handed(TrackingSymbols symbols, IObjectCreationOperation creation)
        => creation.Arguments
            .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue
            && argument.Value.ConstantValue is not { HasValue: true } && IsForProviders(symbols, argument.Parameter?.Type))
            .SelectMany(static argument => Elements(argument.Value)).ToList();

    private static bool IsForProviders(TrackingSymbols symbols, ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsForProviders(symbols, array.ElementType),
        INamedTypeSymbol named => symbols.Types.ImplementedBy(named) is not null || symbols.Types.IsOrInheritsTracked(named)
            || GenericContents.ContentsOf(named).Any(argument => IsForProviders(symbols, argument)),
        _ => false,
    };

    private static IEnumerable<IOperation> Elements(IOperation value) => value switch
    {
        IConversionOperation conversion => Elements(conversion.Operand),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.SelectMany(Elements),
        ICollectionExpressionOperation collection => collection.Elements.SelectMany(static element => Elements(element)),
        ISpreadOperation spread => Elements(spread.Operand),
        _ => [value],
    };

    // Made here: by a constructor, in a local that holds one, by a private method. What a parameter, a field set from one, or the container
    // hands in is not.
    private static bool IsFresh(TrackingSymbols symbols, IOperation value)
    {
        if (ProviderOrigins.IsTracked(symbols, value))
            return false;
        var origin = ProviderOrigins.Of(value);
        if (origin is null || origin is ILocalReferenceOperation)
            return true;
        if (origin is IInvocationOperation call
            && (Wrapping.IsWrapper(symbols, call.TargetMethod) || Wrapping.WrapsReceiver(call.TargetMethod, CancellationToken.None)))
            return false;
        if (origin is IObjectCreationOperation { Type: { } type } creation)
            return symbols.Types.ImplementedBy(type) is null
                || (!symbols.Types.IsDecorator(type) && !StandsBeforeOthers(symbols, creation));
        if (origin is IMemberReferenceOperation { Member: var member, Instance: null or IInstanceReferenceOperation } reference)
            return PrivateUses.ValuesOf(member, reference) is { } values
                && values.Any(given => ProviderOrigins.Of(given) is IObjectCreationOperation && IsFresh(symbols, given));
        return origin.DescendantsAndSelf().Any(inner
            => (inner is IObjectCreationOperation { Type: { } made }
                && symbols.Types.ImplementedBy(made) is not null && !symbols.Types.IsDecorator(made))
                || (inner is IInvocationOperation adapter && SdkAdapters.IsMadeBy(symbols, adapter) is not null)
                || inner is IInvocationOperation {
                    TargetMethod: { DeclaredAccessibility: Accessibility.Private } or { MethodKind: MethodKind.LocalFunction } });
    }
}
