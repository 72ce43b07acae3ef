using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Decorators;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Testing;

/// <summary>What the sources of an analyzer's or fix's test are built with: the package, the container, and the generator's output.</summary>
internal static class TestedProject
{
    /// <summary>The language of a project that is built with the newest SDK.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    /// <summary>The framework, the package and what it brings, the container.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. TestReferences.Consumer, .. TestReferences.Named("Microsoft.Extensions.Logging.Abstractions")];

    /// <summary>The compilation with the decorators of its tracked interfaces.</summary>
    public static Compilation AddGenerated(Compilation compilation)
    {
        CSharpGeneratorDriver.Create([new TrackAiUsageGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        Assert.Empty(diagnostics);
        return generated;
    }
}
