using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace TokenTracking.Architecture.Tests.Sources;

/// <summary>A project whose sources are compiled in memory.</summary>
internal sealed record BoundProject(SourceProject Project, CSharpCompilation Compilation, IReadOnlyDictionary<SyntaxTree, SourceFile> Files)
{
    private static readonly string[] ImplicitNamespaces =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    /// <summary>The using directives that the SDK adds to every project.</summary>
    public static string ImplicitUsings { get; } = Usings(ImplicitNamespaces);

    /// <summary>Compiles every project under src.</summary>
    public static IReadOnlyList<BoundProject> BindAll(string repositoryRoot)
    {
        var bound = new Dictionary<string, BoundProject>(StringComparer.Ordinal);
        foreach (var project in SourceProject.ReadAll(repositoryRoot))
        {
            bound.Add(project.Name, Bind(project, bound));
        }

        return [.. bound.Values];
    }

    /// <summary>The errors of the compilation. A name that cannot be bound is a missing arrow, so there must be none.</summary>
    public IReadOnlyList<Diagnostic> Errors { get; } =
        [.. Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static BoundProject Bind(SourceProject project, Dictionary<string, BoundProject> bound)
    {
        var symbols = Symbols(project.TargetFramework);
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None, preprocessorSymbols: symbols);
        var files = project.Files
            .AsParallel().AsOrdered()
            .Select(file => (File: file, Text: SourceText.From(File.ReadAllText(file.Location))))
            .Select(file => (Tree: CSharpSyntaxTree.ParseText(file.Text, options, file.File.Location), file.File))
            .ToList();
        var compilation = CSharpCompilation.Create(
            project.AssemblyName,
            [.. files.Select(static file => file.Tree), CSharpSyntaxTree.ParseText(Implicit(project), options)],
            [.. References.Platform, .. Referenced(project, bound).Select(static reference => reference.Compilation.ToMetadataReference())],
            new CSharpCompilationOptions(
                project.IsProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        var generators = project.UsesOwnGenerator && bound.TryGetValue(SourceProject.GeneratorProject, out var own)
            ? References.Generators.Concat(OwnGenerators.In(own.Compilation))
            : References.Generators;
        CSharpGeneratorDriver.Create(generators, parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return new BoundProject(
            project, (CSharpCompilation)generated, files.ToDictionary(static file => file.Tree, static file => file.File));
    }

    private static IEnumerable<BoundProject> Referenced(SourceProject project, Dictionary<string, BoundProject> bound)
        => project.References.Where(bound.ContainsKey)
            .SelectMany(reference => Referenced(bound[reference].Project, bound).Prepend(bound[reference]))
            .Distinct();

    private static string Implicit(SourceProject project)
        => ImplicitUsings + Usings(project.Usings)
            + string.Concat(project.Friends.Select(static friend =>
                $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{friend}\")]\n"));

    private static string Usings(IEnumerable<string> names) => string.Concat(names.Select(static name => $"global using {name};\n"));

    private static string[] Symbols(string targetFramework)
        => targetFramework.StartsWith("netstandard", StringComparison.Ordinal)
            ? ["NETSTANDARD", "NETSTANDARD2_0"]
            : ["NET", "NET10_0", "NET10_0_OR_GREATER", "NET9_0_OR_GREATER", "NET8_0_OR_GREATER"];
}
