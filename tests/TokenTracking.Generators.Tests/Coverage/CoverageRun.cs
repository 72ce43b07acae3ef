using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT4001;
using TokenTracking.Generators.Decorators;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Generators.Wrappings;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Coverage;

/// <summary>A compilation with what the generators add, and the figure that TT4001 gives of it.</summary>
internal sealed class CoverageRun
{
    private const string Usings = """
        using System.Net.Http;
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    /// <summary>The line of a source's first line in its file: below the usings.</summary>
    public static readonly int FirstLine = Usings.ReplaceLineEndings("\n").Count(static c => c == '\n') + 1;

    private readonly Compilation _compilation;

    private CoverageRun(Compilation compilation) => _compilation = compilation;

    public static CoverageRun Of(string source, params MetadataReference[] references) => Named("Tested", source, references);

    public static CoverageRun Named(string assembly, string source, params MetadataReference[] references)
    {
        var files = TestPrelude.Sources.Select(static file => (Path: file.Key, Text: file.Value))
            .Where(file => references.Length == 0 || file.Path != "Provider.g.cs")
            .Prepend((Path: assembly + ".cs", Text: Usings + source));
        var compilation = CSharpCompilation.Create(
            assembly, files.Select(static file => CSharpSyntaxTree.ParseText(file.Text, TestedProject.ParseOptions, file.Path)),
            [.. TestedProject.References, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create([new TrackAiUsageGenerator().AsSourceGenerator(), new WrappingsGenerator().AsSourceGenerator()],
                parseOptions: TestedProject.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(generated.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return new CoverageRun(generated);
    }

    /// <summary>What the compiler is given of a referenced project: signatures and attributes, no bodies.</summary>
    public MetadataReference ToReferenceAssembly()
    {
        using var image = new MemoryStream();
        Assert.Empty(
            _compilation.Emit(
                image, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(metadataOnly: true, includePrivateMembers: false)).Diagnostics
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>The counts, as the diagnostic's message has them.</summary>
    public async Task<string> FiguresAsync() => (await FigureAsync()).GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The properties of the diagnostic.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> PropertiesAsync() => (await FigureAsync()).Properties;

    /// <summary>What analyzers report of the compilation.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ReportsAsync(params DiagnosticAnalyzer[] analyzers)
        => await _compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync();

    private async Task<Diagnostic> FigureAsync() => Assert.Single(await ReportsAsync(new CallSiteCoverageAnalyzer()));
}
