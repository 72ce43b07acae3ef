using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Decorators;

namespace TokenTracking.Testing;

/// <summary>Makes a workspace run the generator over a project, as an IDE does.</summary>
internal sealed class GeneratorReference : AnalyzerReference
{
    private static readonly ImmutableArray<ISourceGenerator> Generators = [new TrackAiUsageGenerator().AsSourceGenerator()];

    public override string? FullPath => null;

    public override object Id => nameof(GeneratorReference);

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => language == LanguageNames.CSharp ? Generators : [];

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => Generators;
}
