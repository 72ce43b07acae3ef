using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>The attributes that an implementation has to repeat, because the compiler compares or follows them. No others are
/// copied.</summary>
internal static class RepeatedAttributes
{
    public static IEnumerable<AttributeModel> Of(ISymbol symbol) => Parse(
        // On a member it concerns the reference to a struct, and the compiler accepts it on no other type.
        symbol is IParameterSymbol ? symbol.GetAttributes() : symbol.GetAttributes().Where(static attribute => !IsUnscoped(attribute)), "");

    public static IEnumerable<AttributeModel> OfReturn(IMethodSymbol method) => Parse(method.GetReturnTypeAttributes(), "return");

    /// <summary>Those of a property. In metadata, what it says of null may be on its accessors instead; source says it on the
    /// property, or the compiler does not see it.</summary>
    public static IEnumerable<AttributeModel> OfProperty(IPropertySymbol property) => IsInSource(property)
        ? Of(property)
        : Of(property).Concat(Parse(OfValue(property).Where(IsOfInput), ""))
            .Concat(Parse(OfResult(property).Where(IsOfOutput), "")).Distinct();

    /// <summary>Those of a getter, with those of its result that the property itself does not have.</summary>
    public static IEnumerable<AttributeModel> OfGetter(IPropertySymbol property)
    {
        var result = OfResult(property);
        return Of(property.GetMethod!).Concat(Parse(
            IsInSource(property) ? result : result.Where(static attribute => !IsOfOutput(attribute)), "return"));
    }

    /// <summary>Those of a setter, with those of its value that the property itself does not have.</summary>
    public static IEnumerable<AttributeModel> OfSetter(IPropertySymbol property)
    {
        var value = OfValue(property);
        return Of(property.SetMethod!).Concat(Parse(
            IsInSource(property) ? value : value.Where(static attribute => !IsOfInput(attribute)), "param"));
    }

    /// <summary>True if a setter in metadata says of null what no setter in source can say.</summary>
    public static bool HasUnwritableValue(IPropertySymbol property) => !IsInSource(property)
        && OfValue(property).Any(static attribute => attribute.AttributeClass is
            { Name: "NotNullAttribute" or "MaybeNullAttribute" or "NotNullIfNotNullAttribute" });

    // In metadata, these of a property are on its setter's value,
    private static bool IsOfInput(AttributeData attribute)
        => attribute.AttributeClass is { Name: "AllowNullAttribute" or "DisallowNullAttribute" };

    // and these are on its getter's result.
    private static bool IsOfOutput(AttributeData attribute)
        => attribute.AttributeClass is { Name: "MaybeNullAttribute" or "NotNullAttribute" };

    private static bool IsUnscoped(AttributeData attribute) => attribute.AttributeClass is { Name: "UnscopedRefAttribute" };

    private static bool IsInSource(IPropertySymbol property) => !property.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty;

    private static ImmutableArray<AttributeData> OfValue(IPropertySymbol property)
        => property.SetMethod is { Parameters: { Length: > 0 } parameters } ? parameters[parameters.Length - 1].GetAttributes() : [];

    private static ImmutableArray<AttributeData> OfResult(IPropertySymbol property)
        => property.GetMethod is { } getter ? getter.GetReturnTypeAttributes() : [];

    private static IEnumerable<AttributeModel> Parse(IEnumerable<AttributeData> attributes, string target)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is { } type && IsRepeated(type))
                yield return new AttributeModel(target, type.Name, Arguments(attribute).ToEquatableArray());
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
