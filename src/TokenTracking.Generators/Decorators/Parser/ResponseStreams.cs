using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Streams that hold the response that they are read from, and over which a caller can create another stream:
/// <c>StreamingResponse&lt;T&gt;.CreateFromResponse</c> of Azure's SDKs.</summary>
internal static class ResponseStreams
{
    /// <summary>The items of such a stream; null for any other type.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol type)
        => type is INamedTypeSymbol { Arity: 1, TypeKind: TypeKind.Class, TypeArguments: [{ } item] } stream
            && stream.AllInterfaces.Any(face => face.IsAsyncEnumerable()
                && SymbolEqualityComparer.Default.Equals(face.TypeArguments[0], item))
            && stream.GetMembers(ResponseStreamMembers.Response).OfType<IMethodSymbol>().Any(static method => method is
                { IsStatic: false, DeclaredAccessibility: Accessibility.Public, Parameters.IsEmpty: true, ReturnsVoid: false })
            && stream.GetMembers(ResponseStreamMembers.Factory).OfType<IMethodSymbol>().Any(method => Creates(method, stream, item))
            ? item
            : null;

    private static bool Creates(IMethodSymbol method, INamedTypeSymbol stream, ITypeSymbol item)
        => method is { IsStatic: true, DeclaredAccessibility: Accessibility.Public, Arity: 0, Parameters: [{ } response, { } items] }
            && SymbolEqualityComparer.Default.Equals(method.ReturnType, stream)
            && stream.GetMembers(ResponseStreamMembers.Response).OfType<IMethodSymbol>().Any(
                held => SymbolEqualityComparer.Default.Equals(held.ReturnType, response.Type))
            && items.Type is INamedTypeSymbol { DelegateInvokeMethod: { Parameters.Length: 1 } read }
            && read.ReturnType.IsAsyncEnumerable()
            && SymbolEqualityComparer.Default.Equals(((INamedTypeSymbol)read.ReturnType).TypeArguments[0], item);
}
