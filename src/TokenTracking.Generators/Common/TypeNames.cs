using System.Text;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Common;

/// <summary>Types as generated code writes them: fully qualified, with nullability where the declaration had any.</summary>
/// <remarks><c>dynamic</c> is written as <c>object</c>, the same type to the runtime: a dynamic argument would make every forward a call
/// through the runtime binder.</remarks>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat Annotated = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Unbound = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.None)
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static string Of(ITypeSymbol type)
    {
        var text = new StringBuilder();
        foreach (var part in type.ToDisplayParts(Annotated))
            text.Append(part is { Kind: SymbolDisplayPartKind.Keyword, Symbol: IDynamicTypeSymbol } ? "object" : part.ToString());
        return text.ToString();
    }

    /// <summary>Without a question mark at its end: for a receiver, a cast, a base.</summary>
    public static string NotNull(ITypeSymbol type)
        => Of(type.IsValueType ? type : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));

    /// <summary>For <c>typeof</c>: generic types unbound.</summary>
    public static string ForTypeOf(INamedTypeSymbol type)
    {
        var arguments = type.Arity == 0 ? "" : "<" + new string(',', type.Arity - 1) + ">";
        return Container(type) + Identifiers.Escape(type.Name) + arguments;
    }

    /// <summary>The name without type arguments and without <c>global::</c>.</summary>
    public static string Bare(ITypeSymbol type) => type.ToDisplayString(Unbound);

    private static string Container(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } containing)
            return ForTypeOf(containing) + ".";
        return type.ContainingNamespace is { IsGlobalNamespace: false } space
            ? space.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "."
            : "global::";
    }
}
