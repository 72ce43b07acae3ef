using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Testing.Model;
using Microsoft.CodeAnalysis.Text;
using TokenTracking.Generators.Decorators;

namespace TokenTracking.Testing;

/// <summary>
/// A project with references and a prelude, to which the sources of a test are added. There is one for each set of references: binding
/// them,
/// parsing the prelude and generating what belongs to it takes longer than most tests, and is done once.
/// </summary>
internal sealed class TestedProject
{
    private static readonly ConcurrentDictionary<TestedProjectKey, Lazy<Task<TestedProject>>> Made = new();

    private readonly TestedProjectKey _key;
    private readonly Project _project;
    private readonly GeneratorDriver _driver;

    private TestedProject(TestedProjectKey key, Project project, Compilation compilation)
    {
        _key = key;
        _project = project;
        Compilation = compilation;
        _driver = CSharpGeneratorDriver
            .Create([new TrackAiUsageGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGenerators(compilation);
    }

    /// <summary>The language of a project that is built with the newest SDK.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    /// <summary>The framework, the package and what it brings, the container.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. TestReferences.Consumer, .. TestReferences.Named("Microsoft.Extensions.Logging.Abstractions")];

    /// <summary>The options of a library with nullable annotations.</summary>
    public static CSharpCompilationOptions CompilationOptions { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    /// <summary>What the project is without the sources of a test.</summary>
    public Compilation Compilation { get; }

    /// <summary>The project of these references and this prelude.</summary>
    /// <param name="references">The references.</param>
    /// <param name="prelude">The sources that every test of a kind shares, by file name.</param>
    /// <param name="generates">True if the workspace runs the generator, as an IDE does; false if <see cref="AddGenerated"/> is
    /// called.</param>
    public static Task<TestedProject> OfAsync(
        IReadOnlyList<MetadataReference> references, IReadOnlyDictionary<string, string> prelude, bool generates = false)
        => Made.GetOrAdd(new TestedProjectKey(references, prelude, generates), static key => new(() => MakeAsync(key))).Value;

    /// <summary>The project with the sources of a test, without those of the prelude among them.</summary>
    public Project With(OutputKind kind, IEnumerable<(string Name, SourceText Text)> sources)
    {
        var id = _project.Id;
        var solution = _project.Solution.WithProjectCompilationOptions(id, CompilationOptions.WithOutputKind(kind));
        foreach (var (name, text) in sources.Where(file => !_key.Prelude.ContainsKey(file.Name)))
            solution = solution.AddDocument(DocumentId.CreateNewId(id), name, text, filePath: name);
        return solution.GetProject(id)!;
    }

    /// <summary>The project with all files of a test.</summary>
    public Project With(EvaluatedProjectState state)
    {
        var id = _project.Id;
        var solution = With(state.OutputKind, state.Sources).Solution;
        foreach (var (name, text) in state.AdditionalFiles)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), name, text, filePath: name);
        foreach (var (name, text) in state.AnalyzerConfigFiles)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), name, text, filePath: name);
        return solution.GetProject(id)!;
    }

    /// <summary>The compilation with the decorators of its tracked interfaces.</summary>
    public (Compilation Compilation, ImmutableArray<Diagnostic> Diagnostics) AddGenerated(Compilation compilation)
    {
        _driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        return (generated, diagnostics);
    }

    private static async Task<TestedProject> MakeAsync(TestedProjectKey key)
    {
        var id = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace(MefHostServices.DefaultHost).CurrentSolution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "TestProject", "TestProject", LanguageNames.CSharp,
            compilationOptions: CompilationOptions, parseOptions: ParseOptions, metadataReferences: key.References,
            analyzerReferences: key.Generates ? [new GeneratorReference()] : []));
        foreach (var (name, text) in key.Prelude)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), name, SourceFile.TextOf(text), filePath: name);
        var project = solution.GetProject(id)!;
        return new TestedProject(key, project, (await project.GetCompilationAsync())!);
    }
}
