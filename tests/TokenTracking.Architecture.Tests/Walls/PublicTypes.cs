using Microsoft.CodeAnalysis;
using TokenTracking.Architecture.Tests.Sources;

namespace TokenTracking.Architecture.Tests.Walls;

/// <summary>The public types that a project declares, nested types not counted.</summary>
internal static class PublicTypes
{
    /// <summary>The public types of one namespace, without those of the namespaces in it.</summary>
    public static IEnumerable<INamedTypeSymbol> In(BoundProject project, string name)
    {
        INamespaceSymbol? found = project.Compilation.Assembly.GlobalNamespace;
        foreach (var part in name.Split('.'))
        {
            found = found?.GetNamespaceMembers().FirstOrDefault(member => member.Name == part);
        }

        return found?.GetTypeMembers().Where(static type => type.DeclaredAccessibility == Accessibility.Public) ?? [];
    }

    /// <summary>How many public types each namespace of the project has.</summary>
    public static IEnumerable<(string Namespace, int Count)> Counts(BoundProject project)
        => All(project.Compilation.Assembly.GlobalNamespace)
            .Where(static type => type.DeclaredAccessibility == Accessibility.Public)
            .GroupBy(static type => type.ContainingNamespace.ToDisplayString())
            .OrderBy(static types => types.Key, StringComparer.Ordinal)
            .Select(static types => (types.Key, types.Count()));

    private static IEnumerable<INamedTypeSymbol> All(INamespaceSymbol space)
        => space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(All));
}
