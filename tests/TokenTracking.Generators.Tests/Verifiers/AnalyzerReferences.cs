using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TokenTracking.Testing;

/// <summary>What test sources compile against: the framework that runs the tests, the runtime package, and the container.</summary>
internal static class AnalyzerReferences
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> FrameworkReferences = new(static () =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ]);

    private static readonly Lazy<ImmutableArray<MetadataReference>> PackageReferences = new(static () =>
    [
        Of(typeof(ITokenTracker)),
        Of(typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection)),
        Of(typeof(Microsoft.Extensions.DependencyInjection.ServiceCollection)),
        Of(typeof(Microsoft.Extensions.Logging.ILogger)),
    ]);

    /// <summary>The language of a project that is built with the newest SDK.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    /// <summary>The framework alone: a project that does not use the package.</summary>
    public static ImmutableArray<MetadataReference> Framework => FrameworkReferences.Value;

    /// <summary>The framework, the runtime package and the container.</summary>
    public static ImmutableArray<MetadataReference> WithRuntime => [.. Framework, .. PackageReferences.Value];

    private static PortableExecutableReference Of(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);
}
