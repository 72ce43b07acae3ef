using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>The attributes that an implementation has to repeat, because the compiler compares or follows them. No others are
/// copied.</summary>
internal static class RepeatedAttributes
{
    public static IEnumerable<AttributeModel> Of(ISymbol symbol) => Parse(symbol.GetAttributes(), onReturn: false);

    public static IEnumerable<AttributeModel> OfReturn(IMethodSymbol method) => Parse(method.GetReturnTypeAttributes(), onReturn: true);

    /// <summary>Those of a property. In metadata, what it says of null may be on its setter's value instead; source says it on the
    /// property, or the compiler does not see it.</summary>
    public static IEnumerable<AttributeModel> OfProperty(IPropertySymbol property)
    {
        var value = property.SetMethod is { Parameters: { Length: > 0 } parameters }
            ? parameters[parameters.Length - 1].GetAttributes()
            : [];
        return Of(property).Concat(Parse(value, onReturn: false)).Distinct();
    }

    private static IEnumerable<AttributeModel> Parse(IEnumerable<AttributeData> attributes, bool onReturn)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is { } type && IsRepeated(type))
                yield return new AttributeModel(onReturn, type.Name, Arguments(attribute).ToEquatableArray());
        }
    }

    private static bool IsRepeated(INamedTypeSymbol type) => type.Name switch
    {
        // Nullable flow: the compiler checks an implementation's against the interface's.
        "AllowNullAttribute" or "DisallowNullAttribute" or "MaybeNullAttribute" or "NotNullAttribute" or "MaybeNullWhenAttribute"
            or "NotNullWhenAttribute" or "NotNullIfNotNullAttribute" or "DoesNotReturnAttribute" or "DoesNotReturnIfAttribute"
            // Scoping of references, and trimming: both have to agree with the interface.
            or "UnscopedRefAttribute" or "DynamicallyAccessedMembersAttribute" or "RequiresUnreferencedCodeAttribute"
            or "RequiresDynamicCodeAttribute" or "RequiresAssemblyFilesAttribute"
            => type.ContainingNamespace.ToDisplayString() == "System.Diagnostics.CodeAnalysis",
        _ => false,
    };

    private static IEnumerable<string> Arguments(AttributeData attribute)
        => attribute.ConstructorArguments.Select(Constant)
            .Concat(attribute.NamedArguments.Select(static argument => $"{argument.Key} = {Constant(argument.Value)}"));

    /// <remarks>An enum by its number: flags that have no common name, and names that a namespace hides, are correct that way.</remarks>
    private static string Constant(TypedConstant constant)
    {
        if (constant.Kind == TypedConstantKind.Enum)
            return $"({constant.Type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})({constant.Value})";
        return constant.Kind == TypedConstantKind.Array
            ? "new[] { " + string.Join(", ", constant.Values.Select(Constant)) + " }"
            : constant.ToCSharpString();
    }
}
