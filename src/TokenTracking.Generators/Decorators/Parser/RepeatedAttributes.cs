using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>The attributes that an implementation has to repeat, because the compiler compares or follows them. No others are copied.</summary>
internal static class RepeatedAttributes
{
    public static IEnumerable<string> Of(ISymbol symbol) => Write(symbol.GetAttributes(), "");

    public static IEnumerable<string> OfReturn(IMethodSymbol method) => Write(method.GetReturnTypeAttributes(), "return: ");

    /// <summary>Those of a property. In metadata, what it says of null may stand on its setter's value instead; source says it on the
    /// property, or the compiler does not see it.</summary>
    public static IEnumerable<string> OfProperty(IPropertySymbol property)
    {
        var value = property.SetMethod is { Parameters: { Length: > 0 } parameters } ? parameters[parameters.Length - 1].GetAttributes() : [];
        return Of(property).Concat(Write(value, "")).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Write(IEnumerable<AttributeData> attributes, string target)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is { } type && IsRepeated(type))
                yield return $"[{target}{Write(attribute, type)}]";
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

    private static string Write(AttributeData attribute, INamedTypeSymbol type)
    {
        var arguments = attribute.ConstructorArguments.Select(Write)
            .Concat(attribute.NamedArguments.Select(static argument => $"{argument.Key} = {Write(argument.Value)}"));
        return $"global::System.Diagnostics.CodeAnalysis.{type.Name}({string.Join(", ", arguments)})";
    }

    /// <remarks>An enum by its number: flags that have no name together, and names that a namespace around hides, come out right.</remarks>
    private static string Write(TypedConstant constant)
    {
        if (constant.Kind == TypedConstantKind.Enum)
            return $"({constant.Type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})({constant.Value})";
        return constant.Kind == TypedConstantKind.Array
            ? "new[] { " + string.Join(", ", constant.Values.Select(Write)) + " }"
            : constant.ToCSharpString();
    }
}
