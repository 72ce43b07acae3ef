using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.SdkTable.Tests.Clients;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Programs;

/// <summary>The programs of all cells of one way in one compilation, with the generator's code and what the rules report.</summary>
internal sealed class AnalyzedPrograms
{
    // TT1005 is about where tracking stands, and TT3xxx about models.
    private static readonly string[] RulesOfCoverage = ["TT1001", "TT1002", "TT2001", "TT2002", "TT0013"];

    private static readonly ConcurrentDictionary<string, Lazy<Task<AnalyzedPrograms>>> Made = new(StringComparer.Ordinal);

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private readonly Dictionary<(string Row, Situation Situation), string> _files;
    private readonly ImmutableArray<Diagnostic> _reported;

    private AnalyzedPrograms(Dictionary<(string Row, Situation Situation), string> files, ImmutableArray<Diagnostic> reported)
    {
        _files = files;
        _reported = reported;
    }

    /// <summary>The programs of a way; null for those that track nothing.</summary>
    public static Task<AnalyzedPrograms> OfAsync(Way? way) => Made.GetOrAdd(way.ToString() ?? "", _ => new(() => AnalyzeAsync(way))).Value;

    /// <summary>How many call sites coverage counts.</summary>
    public int Sites => int.Parse(Figure.Properties["sites"]!, CultureInfo.InvariantCulture);

    /// <summary>How many of them coverage calls tracked.</summary>
    public int Tracked => int.Parse(Figure.Properties["tracked"]!, CultureInfo.InvariantCulture);

    /// <summary>How many of them coverage assumes to be recorded.</summary>
    public int Assumed => int.Parse(Figure.Properties["assumed"]!, CultureInfo.InvariantCulture);

    /// <summary>The cells whose programs are here.</summary>
    public IReadOnlyCollection<(string Row, Situation Situation)> Cells => _files.Keys;

    /// <summary>The rules that report the call of a cell, or the lines above it.</summary>
    public IReadOnlyList<string> RulesAt(Sdk sdk, Situation situation) => [.. RulesIn(_files[(sdk.Name, situation)], static _ => true)];

    /// <summary>The rules that report the call of a cell itself.</summary>
    public IReadOnlyList<string> RulesAtCall(Sdk sdk, Situation situation)
        => [.. RulesIn(_files[(sdk.Name, situation)], static line => line == ProgramText.CallLine)];

    /// <summary>Whether coverage calls the call of a cell tracked.</summary>
    public bool IsTracked(Sdk sdk, Situation situation)
    {
        var place = $"{_files[(sdk.Name, situation)]}:{ProgramText.CallLine.ToString(CultureInfo.InvariantCulture)}\t";
        return new[] { "untrackedSites", "assumedSites", "declinedSites" }.All(
            list => !Figure.Properties[list]!.Split('\n').Any(line => line.StartsWith(place, StringComparison.Ordinal)));
    }

    private Diagnostic Figure => _reported.Single(static diagnostic => diagnostic.Id == "TT4001");

    private IEnumerable<string> RulesIn(string file, Func<int, bool> isAsked) =>
        from diagnostic in _reported
        let span = diagnostic.Location.GetLineSpan()
        where span.Path == file && isAsked(span.StartLinePosition.Line + 1) && RulesOfCoverage.Contains(diagnostic.Id)
        select diagnostic.Id;

    private static async Task<AnalyzedPrograms> AnalyzeAsync(Way? way)
    {
        var files = new Dictionary<(string Row, Situation Situation), string>();
        var trees = new List<SyntaxTree> { Parse(Common(way), "Common.cs") };
        foreach (var sdk in Catalogue.All.Where(sdk => way is null || sdk.Ways.Contains(way.Value)))
        {
            foreach (var situation in new[] { Situation.Plain, Situation.Streamed })
            {
                if (!sdk.Situations.Contains(situation) || ProgramText.Of(sdk, way, situation, trees.Count) is not { } text)
                    continue;
                var file = $"Program{trees.Count.ToString(CultureInfo.InvariantCulture)}.cs";
                files.Add((sdk.Name, situation), file);
                trees.Add(Parse(text, file));
            }
        }

        var rules = new AnalyzerFileReference(FactOf("Rules"), new Loader());
        var compilation = CSharpCompilation.Create("Programs", trees, References.Value, new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: [.. Experimental.Select(static id => KeyValuePair.Create(id, ReportDiagnostic.Suppress))]));
        CSharpGeneratorDriver.Create(rules.GetGenerators(LanguageNames.CSharp), parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        Assert.Empty(generated.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var reported = await generated.WithAnalyzers(rules.GetAnalyzers(LanguageNames.CSharp)).GetAnalyzerDiagnosticsAsync();
        return new AnalyzedPrograms(files, reported);
    }

    // The attributes of all rows, and what the programs share.
    private static string Common(Way? way) => string.Concat(
            Catalogue.All.Where(sdk => way is not (null or Way.Handler) && sdk.Ways.Contains(way.Value))
                .SelectMany(sdk => TrackedOf(sdk, way != Way.UnderAdapter)).Distinct(StringComparer.Ordinal)
                .Select(static type => $"[assembly: TokenTracking.TrackAiUsage(typeof({type}))]\n")) + """
        internal static class Kernels
        {
            public static Microsoft.SemanticKernel.Kernel Of<T>(T service) where T : class
            {
                var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(builder.Services, service);
                return Microsoft.SemanticKernel.KernelExtensions.Build(builder);
            }
        }
        """;

    private static IEnumerable<string> TrackedOf(Sdk sdk, bool tracksAdapter)
    {
        if (sdk.Tracked is null)
            return [];
        var adapter = sdk.Adapter switch
        {
            _ when !tracksAdapter => null,
            null => null,
            "AsIEmbeddingGenerator()" => "IEmbeddingGenerator<string, Embedding<float>>",
            "AsIImageGenerator()" => "IImageGenerator",
            "AsISpeechToTextClient()" => "ISpeechToTextClient",
            _ => "IChatClient",
        };
        return new[] { sdk.Tracked, adapter }.OfType<string>().Select(static name => TrackedTypes.Value[name]);
    }

    // What Tracked.cs names for the table, by the name without its namespace.
    private static readonly Lazy<Dictionary<string, string>> TrackedTypes = new(static () => typeof(AnalyzedPrograms).Assembly
        .GetCustomAttributes<TrackAiUsageAttribute>().Select(static attribute => attribute.Type!)
        .ToDictionary(
            static type => type.IsGenericType ? "IEmbeddingGenerator<string, Embedding<float>>" : type.Name,
            static type => type.IsGenericType
                ? "Microsoft.Extensions.AI.IEmbeddingGenerator<string, Microsoft.Extensions.AI.Embedding<float>>"
                : type.FullName!,
            StringComparer.Ordinal));

    private static readonly string[] Experimental =
        ["OPENAI001", "OPENAI002", "SCME0002", "MEAI001", "AOAI001", "SKEXP0001", "SKEXP0010", "SKEXP0110", "CS1701", "CS1702"];

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(static () =>
    {
        ImmutableArray<MetadataReference> process =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(static path => !Path.GetFileName(path).StartsWith("TokenTracking.SdkTable", StringComparison.Ordinal))
                .Where(static path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
                .DistinctBy(static path => Path.GetFileName(path), StringComparer.OrdinalIgnoreCase)
                .Select(static path => MetadataReference.CreateFromFile(path)),
        ];
        return [.. process, Shapes(process)];
    });

    // The stand-ins as the package that they stand in for: an assembly.
    private static PortableExecutableReference Shapes(ImmutableArray<MetadataReference> references)
    {
        var folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../Shapes");
        var trees = Directory.EnumerateFiles(folder, "*.cs").Select(static path => Parse(
            "using System.Collections.Generic; using System.Threading; using System.Threading.Tasks;\n" + File.ReadAllText(path), path));
        using var image = new MemoryStream();
        var emitted = CSharpCompilation.Create("Shapes", trees, references, new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)).Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return MetadataReference.CreateFromStream(image);
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Language, path);

    private static string FactOf(string key) => typeof(AnalyzedPrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(fact => fact.Key == key).Value!;

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
