using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Corpus;

/// <summary>Every interface that a consumer of the corpus can name.</summary>
internal static class CorpusInterfaces
{
    public static IReadOnlyList<INamedTypeSymbol> Find(Compilation compilation)
        => [.. compilation.SourceModule.ReferencedAssemblySymbols
            .SelectMany(static assembly => In(assembly.GlobalNamespace))
            .Where(type => type.TypeKind == TypeKind.Interface && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
            .OrderBy(static type => Name(type), StringComparer.Ordinal)];

    /// <summary>Its name in the expectation file.</summary>
    public static string Name(INamedTypeSymbol type) => $"{type.ContainingAssembly.Name}: {type.ToDisplayString()}";

    private static IEnumerable<INamedTypeSymbol> In(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type)
            {
                yield return type;
                foreach (var nested in In(type))
                    yield return nested;
            }
            else if (member is INamespaceSymbol inner)
            {
                foreach (var type2 in In(inner))
                    yield return type2;
            }
        }
    }
}
