using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Architecture.Tests.Sources;

namespace TokenTracking.Architecture.Tests.Walls;

/// <summary>Namespaces, file names and the size of the user's vocabulary.</summary>
public sealed class NamespaceTests
{
    /// <summary>What a user must be able to take in at once.</summary>
    private const int MostPublicTypes = 45;

    public static TheoryData<string> Projects() => [.. Repository.Projects.Select(static project => project.Name)];

    // Public types are in the namespace of their folder or of one above it, in TokenTracking (what users write) or in
    // TokenTracking.Generated (what generated code calls). Polyfills and extensions of the container are in the namespace of what they
    // extend. A file of another project keeps the namespace that it has there.
    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_follow_folders(string name)
    {
        var project = Repository.Project(name).Bound;

        Offenders.None(
            from file in project.Files
            from type in file.Key.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            where type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax
            let symbol = project.Compilation.GetSemanticModel(file.Key).GetDeclaredSymbol(type)!
            where !IsInPlace(symbol, file.Value, project.Project)
            select $"{file.Value}: {symbol.ToDisplayString()}");
    }

    [Fact]
    public void The_namespace_of_the_user_has_at_most_45_public_types()
    {
        var types = PublicTypes.In(Repository.Project("TokenTracking").Bound, "TokenTracking").ToList();

        Assert.True(
            types.Count is > 0 and <= MostPublicTypes,
            $"{types.Count} types: {string.Join(", ", types.Select(static type => type.Name).Order(StringComparer.Ordinal))}");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_name_stands_once_in_a_project(string name)
        => Offenders.None(Repository.Project(name).Bound.Project.Files
            .GroupBy(static file => file.Name)
            .Where(static files => files.Count() > 1)
            .Select(static files => string.Join(", ", files)));

    private static bool IsInPlace(INamedTypeSymbol type, SourceFile file, SourceProject project)
    {
        var place = type.ContainingNamespace.ToDisplayString();
        var folder = file.Folder is "" ? project.RootNamespace : project.RootNamespace + "." + file.Folder.Replace('/', '.');
        var isPublic = type.DeclaredAccessibility == Accessibility.Public;
        return place == folder
            || file.IsLinked
            || (isPublic && place is "TokenTracking" or "TokenTracking.Generated")
            || (isPublic && folder.StartsWith(place + ".", StringComparison.Ordinal))
            || place == "System" || place.StartsWith("System.", StringComparison.Ordinal)
            || (isPublic && place.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
            || (type.Name == "Program" && file.Folder is "");
    }
}
