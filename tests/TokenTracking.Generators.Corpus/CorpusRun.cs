using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Corpus.Comparison;
using TokenTracking.Generators.Decorators.Emitter;
using TokenTracking.Generators.Decorators.Parser;

namespace TokenTracking.Generators.Corpus;

/// <summary>
/// Parses and emits every interface as if it carried the attribute, and compiles what comes out with all warnings as errors.
/// </summary>
public sealed class CorpusRun
{
    private const int BatchSize = 250;

    // The runtime's own package is looked up as every project has it, and the compiler's attribute is what the generator adds to a project.
    private const string Embedded =
        "namespace Microsoft.CodeAnalysis { internal sealed class EmbeddedAttribute : global::System.Attribute { } }";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private readonly CSharpCompilation _empty = CSharpCompilation.Create(
        "Corpus",
        [CSharpSyntaxTree.ParseText(Embedded, ParseOptions)],
        CorpusReferences.All,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true,
            generalDiagnosticOption: ReportDiagnostic.Error,
            // As every SDK project has it: packages built against an older framework are bound to this one.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    private IReadOnlyList<INamedTypeSymbol>? _interfaces;

    /// <summary>The names of all interfaces of the corpus, in order.</summary>
    public IEnumerable<string> Names => Interfaces.Select(CorpusInterfaces.Name);

    /// <summary>True to call each decorator; false to generate and compile only.</summary>
    public bool IsCompared { get; init; } = true;

    /// <summary>What became of each interface: <c>tracked N members</c>, or <c>refused TT00xx reason</c>.</summary>
    public SortedDictionary<string, string> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>What did not compile, and slots that fell through to a default member.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Decorators whose slots were looked at, and which were compared with what they decorate.</summary>
    public int Decorators { get; private set; }

    /// <summary>How each of them behaves over an object that is not theirs.</summary>
    public DecoratorComparison Comparison { get; } = new();

    private IReadOnlyList<INamedTypeSymbol> Interfaces => _interfaces ??= CorpusInterfaces.Find(_empty);

    /// <summary>Runs the interfaces of these names.</summary>
    public void Run(IReadOnlySet<string> names)
    {
        foreach (var batch in Interfaces.Where(type => names.Contains(CorpusInterfaces.Name(type))).Chunk(BatchSize))
            Compile([.. batch.Select(Emit).OfType<SyntaxTree>()]);
    }

    /// <summary>The generated file of one interface.</summary>
    public string Print(string name)
        => Emit(Interfaces.First(type => CorpusInterfaces.Name(type) == name))?.ToString() ?? Lines[name];

    private SyntaxTree? Emit(INamedTypeSymbol type)
    {
        var name = CorpusInterfaces.Name(type);
        var parsed = InterfaceParser.Parse(
            type, new TrackingRequest(IsAttributed: true, IsListed: false, Provider: null), _empty, CancellationToken.None);
        if (parsed.Model is not { } model)
        {
            var refusal = parsed.Findings[0];
            Lines[name] = $"refused {refusal.Id} {string.Join(" ", refusal.Arguments.Skip(1))}".TrimEnd();
            return null;
        }

        if (DecoratorEmitter.TryEmit(model, out var failure) is not { } source)
        {
            Lines[name] = $"refused {RefusalIds.Crash} {failure}";
            return null;
        }

        Lines[name] = $"tracked {model.Members.Count} members";
        return CSharpSyntaxTree.ParseText(source, ParseOptions, path: name);
    }

    private void Compile(SyntaxTree[] trees)
    {
        using var image = new MemoryStream();
        var compilation = _empty.AddSyntaxTrees(trees);
        var emitted = compilation.Emit(image);
        foreach (var diagnostic in emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning))
        {
            var line = diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString()
                .Trim();
            Errors.Add(
                $"{diagnostic.Location.SourceTree?.FilePath}: {diagnostic.Id} "
                + $"{diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)} | {line}");
        }

        if (!emitted.Success)
            return;
        foreach (var decorator in CompiledBatch.Load(image.ToArray()))
        {
            Decorators++;
            Errors.AddRange(InterfaceSlots.FallenThrough(decorator));
            if (IsCompared)
                Comparison.Compare(decorator);
        }
    }
}
