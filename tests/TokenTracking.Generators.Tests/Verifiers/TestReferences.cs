using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Tests.Verifiers;

/// <summary>What the code under test is compiled against: the assemblies that the test process itself runs on.</summary>
internal static class TestReferences
{
    private static readonly Dictionary<string, MetadataReference> Platform = ReadPlatform();

    /// <summary>The framework: everything that lies beside the core library.</summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } = ReadFramework();

    /// <summary>The runtime package under test.</summary>
    public static MetadataReference Product { get; } = Platform["TokenTracking"];

    /// <summary>The package of ready providers.</summary>
    public static MetadataReference Providers { get; } = Platform["TokenTracking.Providers"];

    /// <summary>The container's abstractions and the container.</summary>
    public static IReadOnlyList<MetadataReference> DependencyInjection { get; } =
        Named("Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.DependencyInjection");

    /// <summary>What an ordinary consumer has: the framework, the runtime package, the providers, the container.</summary>
    public static IReadOnlyList<MetadataReference> Consumer { get; } = [.. Framework, Product, Providers, .. DependencyInjection];

    /// <summary>Further assemblies of the test process, by simple name.</summary>
    public static IReadOnlyList<MetadataReference> Named(params string[] names) => [.. names.Select(static name => Platform[name])];

    private static Dictionary<string, MetadataReference> ReadPlatform()
        => TrustedAssemblies()
            .DistinctBy(static path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                static path => Path.GetFileNameWithoutExtension(path),
                static path => (MetadataReference)MetadataReference.CreateFromFile(path),
                StringComparer.OrdinalIgnoreCase);

    private static MetadataReference[] ReadFramework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return [.. TrustedAssemblies()
            .Where(path => string.Equals(Path.GetDirectoryName(path), folder, StringComparison.OrdinalIgnoreCase))
            .Select(static path => Platform[Path.GetFileNameWithoutExtension(path)])
            .Distinct()];
    }

    private static string[] TrustedAssemblies()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
