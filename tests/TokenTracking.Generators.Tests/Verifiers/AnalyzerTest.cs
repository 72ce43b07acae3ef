using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TokenTracking.Testing;

/// <summary>One compilation with expectations. It fails on a compile error that is not marked, and on any diagnostic too many or too few.</summary>
internal sealed class AnalyzerTest(params DiagnosticAnalyzer[] analyzers)
{
    /// <summary>The sources, by file name; markup in them is expected.</summary>
    public Dictionary<string, string> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>Sources without expectations that every test of a kind shares.</summary>
    public IReadOnlyDictionary<string, string> Prelude { get; init; } = TestPrelude.Sources;

    public IReadOnlyList<MetadataReference> References { get; init; } = TestedProject.References;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public ImmutableArray<AdditionalText> AdditionalFiles { get; init; } = [];

    /// <summary>The options of .editorconfig, the same for every file.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What no markup can say.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    public async Task RunAsync()
    {
        var markup = Sources.Select(static source => (Path: source.Key, Markup: TestMarkup.Parse(source.Value))).ToList();
        var expected = new List<DiagnosticResult>(ExpectedDiagnostics);
        foreach (var (path, parsed) in markup)
            expected.AddRange(parsed.Spans.Select(span => new DiagnosticResult(span.Id ?? DefaultId) { Path = path, TextSpan = span.Span }));

        var compilation = CSharpCompilation.Create(
            "Tested",
            markup.Select(static source => (source.Path, source.Markup.Text)).Concat(Prelude.Select(static source => (Path: source.Key, Text: source.Value)))
                .Select(static source => CSharpSyntaxTree.ParseText(source.Text, TestedProject.ParseOptions, source.Path)),
            References,
            new CSharpCompilationOptions(OutputKind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        var generated = TestedProject.AddGenerated(compilation);
        DiagnosticComparison.Verify(expected, await DiagnosticsAsync(generated));
        await CoverageAgreement.VerifyAsync(generated, analyzers);
    }

    private string DefaultId
        => analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Select(static rule => rule.Id).Distinct().ToList() is [{ } id]
            ? id
            : throw new InvalidOperationException("[|...|] needs an analyzer with one rule: name the rule with {|ID:...|}.");

    private async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Compilation compilation)
    {
        var options = new AnalyzerOptions(AdditionalFiles, new FixedOptionsProvider(Options));
        var driver = compilation.WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(
            options, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false));
        var reported = await driver.GetAnalyzerDiagnosticsAsync();
        return [.. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), .. reported];
    }
}
