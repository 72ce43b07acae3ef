using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Decorators.Emitter;
using TokenTracking.Generators.Decorators.Parser;

namespace TokenTracking.Generators.Corpus;

/// <summary>Parses and emits every interface, and compiles what comes out with all warnings as errors.</summary>
internal sealed class CorpusRun(bool allowUnsafe)
{
    private const int BatchSize = 200;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private readonly CSharpCompilation _empty = CSharpCompilation.Create(
        "Corpus",
        [CSharpSyntaxTree.ParseText("namespace Microsoft.CodeAnalysis { internal sealed class EmbeddedAttribute : global::System.Attribute { } }", ParseOptions)],
        CorpusReferences.All,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: allowUnsafe,
            generalDiagnosticOption: ReportDiagnostic.Error,
            // As every SDK project has it: packages built against an older framework are bound to this one.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    public IReadOnlyList<INamedTypeSymbol> Interfaces => field ??= CorpusInterfaces.Find(_empty);

    /// <summary>One line for each interface.</summary>
    public SortedDictionary<string, string> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>What did not compile.</summary>
    public List<string> Errors { get; } = [];

    public void Run(IEnumerable<INamedTypeSymbol> interfaces, bool isAttributed)
    {
        foreach (var batch in interfaces.Chunk(BatchSize))
            Compile([.. batch.Select(type => Emit(type, isAttributed)).OfType<SyntaxTree>()]);
    }

    /// <summary>The generated file of one interface.</summary>
    public string Print(INamedTypeSymbol type) => Emit(type, isAttributed: true)?.ToString() ?? Lines[CorpusInterfaces.Name(type)];

    private SyntaxTree? Emit(INamedTypeSymbol type, bool isAttributed)
    {
        var name = CorpusInterfaces.Name(type);
        var parsed = InterfaceParser.Parse(type, new TrackingRequest(isAttributed, IsListed: false, Provider: null), _empty, CancellationToken.None);
        if (parsed.Model is not { } model)
        {
            var refusal = parsed.Findings[0];
            Lines[name] = $"refused {refusal.Id} {string.Join(" ", refusal.Arguments.Skip(1))}".TrimEnd();
            return null;
        }

        Lines[name] = $"tracked {model.Members.Count} members";
        return CSharpSyntaxTree.ParseText(DecoratorEmitter.TryEmit(model, out var failure) ?? throw new InvalidOperationException($"{name}: {failure}"), ParseOptions, path: name);
    }

    private void Compile(SyntaxTree[] trees)
    {
        foreach (var diagnostic in _empty.AddSyntaxTrees(trees).GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning))
        {
            var line = diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
            Errors.Add($"{diagnostic.Location.SourceTree?.FilePath}: {diagnostic.Id} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)} | {line}");
        }
    }
}
