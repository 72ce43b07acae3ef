using System.Reflection;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Testing;

/// <summary>
/// The assemblies that code under test is compiled against: the reference pack that the tests themselves are built with, which every SDK
/// brings along, and assemblies of the test process. Nothing is downloaded.
/// </summary>
internal static class TestReferences
{
    private static readonly Dictionary<string, MetadataReference> Process = ReadProcess();

    /// <summary>The framework, as its reference pack describes it.</summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } = ReadFramework();

    /// <summary>The runtime package under test.</summary>
    public static MetadataReference Product { get; } = Process["TokenTracking"];

    /// <summary>The package of ready providers.</summary>
    public static MetadataReference Providers { get; } = Process["TokenTracking.Providers"];

    /// <summary>The container's abstractions and the container.</summary>
    public static IReadOnlyList<MetadataReference> DependencyInjection { get; } =
        Named("Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.DependencyInjection");

    /// <summary>What an ordinary consumer has: the framework, the runtime package, the providers, the container.</summary>
    public static IReadOnlyList<MetadataReference> Consumer { get; } = [.. Framework, Product, Providers, .. DependencyInjection];

    /// <summary>Further assemblies of the test process, by simple name.</summary>
    public static IReadOnlyList<MetadataReference> Named(params string[] names) => [.. names.Select(static name => Process[name])];

    private static MetadataReference[] ReadFramework()
        => [.. Directory.EnumerateFiles(FrameworkFolder(), "*.dll")
            .Order(StringComparer.Ordinal)
            .Select(static path => MetadataReference.CreateFromFile(path))];

    /// <summary>The folder that the build of this assembly took its own references from.</summary>
    private static string FrameworkFolder()
        => typeof(TestReferences).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static fact => fact.Key == "FrameworkReferences").Value!;

    private static Dictionary<string, MetadataReference> ReadProcess()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(static path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                static path => Path.GetFileNameWithoutExtension(path),
                static path => (MetadataReference)MetadataReference.CreateFromFile(path),
                StringComparer.OrdinalIgnoreCase);
}
