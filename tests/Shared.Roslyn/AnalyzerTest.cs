using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Testing.Model;

namespace TokenTracking.Testing;

/// <summary>
/// Runs rules over sources. The test fails on a compile error that is not marked, on any diagnostic too many or too few, and if the figure
/// of
/// TT4001 disagrees with the rule.
/// </summary>
internal sealed class AnalyzerTest : CSharpAnalyzerTest<EmptyDiagnosticAnalyzer, DefaultVerifier>
{
    private readonly DiagnosticAnalyzer[] _analyzers;
    private readonly List<Diagnostic> _reported = [];
    private CompilationWithAnalyzers? _analyzed;

    public AnalyzerTest(params DiagnosticAnalyzer[] analyzers)
    {
        _analyzers = analyzers;
        // Both checks run every test again. That generated code is left alone and a pragma is heeded is the driver's doing, not a rule's.
        TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
    }

    /// <summary>The sources, by file name; what is marked in them is expected.</summary>
    public SourceFileList Sources => TestState.Sources;

    /// <summary>The files that are no sources, by path; what is marked in them is expected.</summary>
    public SourceFileCollection AdditionalFiles => TestState.AdditionalFiles;

    /// <summary>Sources without expectations that every test of a kind shares.</summary>
    public IReadOnlyDictionary<string, string> Prelude { get; init; } = TestPrelude.Sources;

    public IReadOnlyList<MetadataReference> References { get; init; } = TestedProject.References;

    public OutputKind OutputKind { init => TestState.OutputKind = value; }

    /// <summary>The options of a .globalconfig, the same for every file.</summary>
    public IReadOnlyDictionary<string, string> Options
    {
        init => TestState.AnalyzerConfigFiles.Add((
            "/.globalconfig",
            "is_global = true\n" + string.Concat(value.Select(static option => $"{option.Key} = {option.Value}\n"))));
    }

    protected override string DefaultFilePath => "Test.cs";

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => _analyzers;

    private Task<TestedProject> TestedAsync() => TestedProject.OfAsync(References, Prelude);

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        TestState.Sources.InsertRange(0, Prelude.Select(static file => (file.Key, SourceFile.TextOf(file.Value))));
        await base.RunImplAsync(cancellationToken);
        await CoverageAgreement.VerifyAsync(_analyzed!, _reported);
    }

    protected override async Task<Project> CreateProjectImplAsync(
        EvaluatedProjectState primaryProject,
        ImmutableArray<EvaluatedProjectState> additionalProjects,
        CancellationToken cancellationToken)
        => (await TestedAsync()).With(primaryProject);

    protected override async Task<(Compilation compilation, ImmutableArray<Diagnostic> generatorDiagnostics)> GetProjectCompilationAsync(
        Project project, IVerifier verifier, CancellationToken cancellationToken)
    {
        var compilation = await project.GetCompilationAsync(cancellationToken);
        return (await TestedAsync()).AddGenerated(compilation!);
    }

    protected override CompilationWithAnalyzers CreateCompilationWithAnalyzers(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options, CancellationToken cancellationToken)
        => _analyzed = base.CreateCompilationWithAnalyzers(compilation, analyzers, options, cancellationToken);

    protected override ImmutableArray<(Project project, Diagnostic diagnostic)> FilterDiagnostics(
        ImmutableArray<(Project project, Diagnostic diagnostic)> diagnostics)
    {
        var filtered = base.FilterDiagnostics(diagnostics);
        _reported.AddRange(filtered.Select(static found => found.diagnostic));
        return filtered;
    }
}
