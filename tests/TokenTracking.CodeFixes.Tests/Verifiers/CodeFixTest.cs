using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Testing.Model;

namespace TokenTracking.Testing;

/// <summary>
/// Applies one fix to every finding: one after the other, and by fix-all in document, project and solution. The test fails if a source does
/// not compile before or after, if the findings are not those marked, if the ways disagree, and if there is something to fix a second time.
/// </summary>
internal sealed class CodeFixTest : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
{
    private readonly DiagnosticAnalyzer _analyzer;
    private readonly CodeFixProvider _fix;
    private readonly CodeFixTestCache _cache;

    public CodeFixTest(DiagnosticAnalyzer analyzer, CodeFixProvider fix)
        : this(analyzer, fix, new CodeFixTestCache())
    {
    }

    private CodeFixTest(DiagnosticAnalyzer analyzer, CodeFixProvider fix, CodeFixTestCache cache)
    {
        (_analyzer, _fix, _cache) = (analyzer, fix, cache);
        // Both checks run every test again. That generated code is left alone and a pragma is heeded is the driver's doing, not a rule's.
        TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        MarkupOptions = MarkupOptions.UseFirstDescriptor;
        FixedState.InheritanceMode = StateInheritanceMode.Explicit;
        FixedState.MarkupHandling = MarkupMode.Allow;
    }

    /// <summary>The sources, by file name, with markup.</summary>
    public SourceFileList Sources => TestState.Sources;

    /// <summary>The sources after the fix, with markup for what stays; one that is not listed stays as it is.</summary>
    public SourceFileList FixedSources => FixedState.Sources;

    /// <summary>The equivalence key of the fix; needed because a fixer may offer several.</summary>
    public required string Key
    {
        get => CodeActionEquivalenceKey!;
        init => CodeActionEquivalenceKey = value;
    }

    public OutputKind OutputKind
    {
        get => TestState.OutputKind ?? OutputKind.DynamicallyLinkedLibrary;
        init => (TestState.OutputKind, FixedState.OutputKind, BatchFixedState.OutputKind) = (value, value, value);
    }

    protected override string DefaultFilePath => "Test.cs";

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [_analyzer];

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [_fix];

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        var files = Sources.ToList();
        var fixedFiles = files.ConvertAll(
            file => FixedSources.Find(it => it.filename == file.filename) is { filename: not null } it ? it : file);
        Assert.All(FixedSources, it => Assert.Contains(it.filename, files.Select(static file => file.filename)));
        var prelude = TestPrelude.Sources.Select(static file => (file.Key, SourceFile.TextOf(file.Value))).ToList();
        Sources.InsertRange(0, prelude);
        FixedSources.Clear();
        FixedSources.AddRange([.. prelude, .. fixedFiles]);
        await base.RunImplAsync(cancellationToken);

        if (files.SequenceEqual(fixedFiles))
            return;
        // The second pass: with what is fixed before and after, no fix may be offered.
        var again = new CodeFixTest(_analyzer, _fix, _cache) { Key = Key, OutputKind = OutputKind };
        again.Sources.AddRange(fixedFiles);
        await again.RunAsync(cancellationToken);
    }

    protected override Task<Project> CreateProjectImplAsync(
        EvaluatedProjectState primaryProject,
        ImmutableArray<EvaluatedProjectState> additionalProjects,
        CancellationToken cancellationToken)
        => _cache.ProjectAsync(primaryProject);

    protected override Project ApplyCompilationOptions(Project project) => _cache.WithOptions(project, base.ApplyCompilationOptions);
}
