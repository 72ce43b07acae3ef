using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TokenTracking.Architecture.Tests.Sources;

/// <summary>What the sources are bound against: the framework and the packages that this program itself runs on.</summary>
internal static class References
{
    /// <summary>Every assembly that this program could load.</summary>
    public static IReadOnlyList<MetadataReference> Platform { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(static path => !System.IO.Path.GetFileName(path).StartsWith("TokenTracking", StringComparison.Ordinal))
            .DistinctBy(System.IO.Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path))];

    /// <summary>The source generators of the framework and of the packages.</summary>
    public static IReadOnlyList<ISourceGenerator> Generators { get; } =
        [.. Metadata("SourceGenerator")
            .SelectMany(static path => new AnalyzerFileReference(path, Loader.Instance).GetGenerators(LanguageNames.CSharp))];

    /// <summary>The root folder of the repository that this program was built from.</summary>
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot").Single();

    private static IEnumerable<string> Metadata(string key)
        => typeof(References).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(attribute => attribute.Key == key)
            .Select(static attribute => attribute.Value!);

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static Loader Instance { get; } = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
