using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>The types that repeating a signature names.</summary>
internal static class SignatureTypes
{
    /// <summary>Every named type of a member's signature, with the types that it is made of.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(ISymbol member) => (member switch
    {
        IMethodSymbol method => method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType)
            .Concat(method.TypeParameters.SelectMany(static parameter => parameter.ConstraintTypes)),
        IPropertySymbol property => property.Parameters.Select(static parameter => parameter.Type).Append(property.Type),
        IEventSymbol @event => [@event.Type],
        _ => Enumerable.Empty<ITypeSymbol>(),
    }).SelectMany(In);

    /// <summary>A type, and the types that it is made of.</summary>
    public static IEnumerable<INamedTypeSymbol> In(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => In(array.ElementType),
        IPointerTypeSymbol pointer => In(pointer.PointedAtType),
        IFunctionPointerTypeSymbol function => Of(function.Signature),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(In)
            .Concat(named.ContainingType is { } containing ? In(containing) : []).Append(named),
        _ => [],
    };
}
