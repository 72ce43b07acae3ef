using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Common;

/// <summary>The types that the generator knows by name. Compared by name: a lookup in the compilation would be expensive, and is not
/// necessary.</summary>
internal static class WellKnown
{
    public const string TrackAiUsageAttribute = "TokenTracking.TrackAiUsageAttribute";
    public const string RuntimeAssembly = "TokenTracking";
    public const string ProvidersAssembly = "TokenTracking.Providers";

    /// <summary>True for the product's own assemblies: what they wrap is what a program passes to them, and says nothing about the
    /// program.</summary>
    public static bool IsProduct(string? assemblyName) => assemblyName is RuntimeAssembly or ProvidersAssembly;

    /// <summary>The namespace of the words that a user writes.</summary>
    public const string UserNamespace = "TokenTracking";

    /// <summary>The namespace of the runtime types that generated code alone needs.</summary>
    public const string GeneratedNamespace = UserNamespace + ".Generated";

    public static bool IsIn(this ITypeSymbol type, string @namespace, string name, int arity = 0)
        => type is INamedTypeSymbol { ContainingType: null } named && named.Name == name && named.Arity == arity
            && IsNamed(named.ContainingNamespace, @namespace);

    /// <summary>True for a <c>TokenUsage</c>, nullable or not.</summary>
    public static bool IsTokenUsage(this ITypeSymbol type)
        => (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type).IsIn("TokenTracking", "TokenUsage");

    public static bool IsTask(this ITypeSymbol type) => type.IsIn("System.Threading.Tasks", "Task", 1);

    public static bool IsValueTask(this ITypeSymbol type) => type.IsIn("System.Threading.Tasks", "ValueTask", 1);

    public static bool IsAsyncEnumerable(this ITypeSymbol type) => type.IsIn("System.Collections.Generic", "IAsyncEnumerable", 1);

    /// <summary>The attribute of this name in namespace TokenTracking; null for none.</summary>
    public static AttributeData? FindOwnAttribute(this ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.IsIn("TokenTracking", name))
                return attribute;
        }

        return null;
    }

    /// <summary>The value of the attribute's only argument; null for none.</summary>
    public static object? OnlyArgument(this AttributeData? attribute)
        => attribute is { ConstructorArguments: { Length: 1 } arguments } && arguments[0].Kind is not TypedConstantKind.Array
            ? arguments[0].Value
            : null;

    private static bool IsNamed(INamespaceSymbol? symbol, string name)
    {
        var end = name.Length;
        for (; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace)
        {
            var start = end - symbol.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, symbol.Name, 0, symbol.Name.Length) != 0)
                return false;
            if (start == 0)
                return symbol.ContainingNamespace is { IsGlobalNamespace: true };
            if (name[start - 1] != '.')
                return false;
            end = start - 1;
        }

        return false;
    }
}
