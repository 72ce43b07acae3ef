using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers;

/// <summary>Which types carry the usage of a call, and where.</summary>
internal static class UsageShape
{
    private const int DeepestNesting = 4;

    /// <summary>The property that holds a result's usage; null for a type that has none.</summary>
    public static IPropertySymbol? UsageOf(TrackingSymbols symbols, ITypeSymbol? type)
        => Properties(type).FirstOrDefault(property => IsUsage(symbols, property.Type));

    /// <summary>The property that names the answering model; null for a type that has none.</summary>
    public static IPropertySymbol? ModelOf(ITypeSymbol? type)
        => Properties(type).FirstOrDefault(static property => property is { Name: "Model", Type.SpecialType: SpecialType.System_String });

    /// <summary>True for a result with usage, and for whatever hands out such results: tasks, streams, sequences.</summary>
    public static bool Carries(TrackingSymbols symbols, ITypeSymbol? type) => ResultOf(symbols, type, DeepestNesting) is not null;

    /// <summary>The result type inside of a task, stream or sequence; null where nothing carries usage.</summary>
    public static ITypeSymbol? ResultOf(TrackingSymbols symbols, ITypeSymbol? type) => ResultOf(symbols, type, DeepestNesting);

    private static ITypeSymbol? ResultOf(TrackingSymbols symbols, ITypeSymbol? type, int depth)
    {
        if (type is null || depth == 0)
            return null;
        if (UsageOf(symbols, type) is not null)
            return type;
        return type switch
        {
            IArrayTypeSymbol array => ResultOf(symbols, array.ElementType, depth - 1),
            INamedTypeSymbol { IsGenericType: true } generic
                => generic.TypeArguments.Select(argument => ResultOf(symbols, argument, depth - 1)).FirstOrDefault(static result => result is not null),
            _ => null,
        };
    }

    /// <summary>True for a member that repeats the usage in another form (raw numbers, token counts, cost): reading it is not losing it.</summary>
    public static bool SpeaksOfUsage(string member)
        => member.IndexOf("Usage", StringComparison.OrdinalIgnoreCase) >= 0
            || member.IndexOf("Token", StringComparison.OrdinalIgnoreCase) >= 0
            || member.IndexOf("Cost", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>True for the usage itself, nullable or not.</summary>
    public static bool IsUsage(TrackingSymbols symbols, ITypeSymbol type)
        => symbols.TokenUsage is { } usage
            && (SymbolEqualityComparer.Default.Equals(type, usage)
                || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
                    && SymbolEqualityComparer.Default.Equals(nullable.TypeArguments[0], usage)));

    private static IEnumerable<IPropertySymbol> Properties(ITypeSymbol? type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal, GetMethod: not null })
                    yield return property;
            }
        }
    }
}
