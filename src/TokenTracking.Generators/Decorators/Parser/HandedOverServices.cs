using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Services that a member returns in a form that no decorator can replace: in a dictionary, a tuple, an array, a <c>Lazy</c>, a
/// delegate, an event, or as a generic interface.</summary>
internal static class HandedOverServices
{
    private const int Deepest = 4;

    /// <summary>The services among what a member returns or hands to its callers.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(ISymbol member) => member switch
    {
        IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary } method
            => In(method.ReturnType, Deepest).Concat(method.Parameters.SelectMany(HandedTo)),
        IPropertySymbol { IsStatic: false } property => In(property.Type, Deepest),
        IEventSymbol { IsStatic: false } @event => Taken(@event.Type).SelectMany(static type => In(type, Deepest)),
        _ => [],
    };

    private static IEnumerable<INamedTypeSymbol> HandedTo(IParameterSymbol parameter)
        => (parameter.RefKind is RefKind.Out or RefKind.Ref ? [parameter.Type] : Taken(parameter.Type))
            .SelectMany(static type => In(type, Deepest));

    // What a delegate is called with.
    private static IEnumerable<ITypeSymbol> Taken(ITypeSymbol type)
        => type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? invoke.Parameters.Select(static given => given.Type) : [];

    private static IEnumerable<INamedTypeSymbol> In(ITypeSymbol type, int depth)
    {
        if (depth == 0)
            yield break;
        if (type is IArrayTypeSymbol array)
        {
            foreach (var service in In(array.ElementType, depth - 1))
                yield return service;
        }

        if (type is not INamedTypeSymbol named)
            yield break;
        if (named.TypeKind == TypeKind.Interface)
            yield return named;
        var inside = named.DelegateInvokeMethod is { } invoke ? [invoke.ReturnType]
            : named.TypeArguments.Where((_, index) =>
                named.IsTupleType || named.OriginalDefinition.TypeParameters[index].Variance != VarianceKind.In);
        foreach (var service in inside.SelectMany(argument => In(argument, depth - 1)))
            yield return service;
    }
}
