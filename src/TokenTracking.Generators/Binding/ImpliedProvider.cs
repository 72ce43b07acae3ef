using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Binding;

/// <summary>The provider that the SDK of a result suggests. Other providers use the same types, so that everything else that names the
/// provider takes precedence.</summary>
internal static class ImpliedProvider
{
    private const int Deepest = 4;

    /// <summary>The provider's OpenTelemetry name; null if the result is of no known SDK.</summary>
    public static string? Of(ITypeSymbol result) => Of(result, Deepest);

    private static string? Of(ITypeSymbol type, int depth)
    {
        if (depth == 0)
            return null;
        if (type is IArrayTypeSymbol array)
            return Of(array.ElementType, depth - 1);
        if (type is not INamedTypeSymbol named || type.SpecialType != SpecialType.None)
            return null;
        return UsageShapes.ProviderOf(type)
            ?? UsageShapes.Holders(type).Select(name => Members.FindProperty(type, name)).OfType<IPropertySymbol>()
                .Select(property => Of(property.Type, depth - 1)).FirstOrDefault(static provider => provider is not null)
            ?? named.TypeArguments.Select(argument => Of(argument, depth - 1)).FirstOrDefault(static provider => provider is not null);
    }
}
