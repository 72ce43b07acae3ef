using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Testing.Model;
using Microsoft.CodeAnalysis.Text;
using TokenTracking.Generators.Decorators;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Testing;

/// <summary>
/// Compares everything that the generator emits for a source with the files of a folder, <c>Snapshots/{name}/{hint name}.txt</c> next to
/// the test. If a change is intended, <c>UPDATE_SNAPSHOTS=1 dotnet test</c> writes them again. The result must compile without a warning.
/// </summary>
internal sealed class SnapshotTest : CSharpSourceGeneratorTest<TrackAiUsageGenerator, DefaultVerifier>
{
    private const string Update = "UPDATE_SNAPSHOTS";

    // The compiler's own file, before anything that the generator emits: no snapshot has it.
    private const string Embedded = "Microsoft.CodeAnalysis.EmbeddedAttribute.cs";

    // Without the package of ready providers, whose decorator would be in every snapshot.
    private static readonly IReadOnlyList<MetadataReference> References =
        [.. TestReferences.Framework, TestReferences.Product, .. TestReferences.DependencyInjection];

    private static readonly Lazy<string> EmbeddedText = new(static () => GeneratorRun.Of("class Any;").Files[Embedded]);

    private readonly Dictionary<string, string> _prelude = [];

    private SnapshotTest() => CompilerDiagnostics = CompilerDiagnostics.Warnings;

    /// <summary>The source generates exactly the files of the snapshot.</summary>
    /// <param name="name">The name of the snapshot's folder.</param>
    /// <param name="source">The source.</param>
    /// <param name="testPath">The file of the test; filled in by the compiler.</param>
    public static async Task VerifyAsync(string name, string source, [CallerFilePath] string testPath = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(testPath)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
            await WriteAsync(folder, source);

        var test = new SnapshotTest();
        test.TestState.Sources.Add("Source.cs", source);
        var embedded = SourceText.From(EmbeddedText.Value, Encoding.UTF8);
        test.TestState.GeneratedSources.Add((typeof(TrackAiUsageGenerator), Embedded, embedded));
        foreach (var path in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            var text = SourceFile.TextOf(await File.ReadAllTextAsync(path));
            test.TestState.GeneratedSources.Add((typeof(TrackAiUsageGenerator), Path.GetFileNameWithoutExtension(path), text));
        }

        await test.RunAsync();
    }

    protected override async Task<Project> CreateProjectImplAsync(
        EvaluatedProjectState primaryProject,
        ImmutableArray<EvaluatedProjectState> additionalProjects,
        CancellationToken cancellationToken)
        => (await TestedProject.OfAsync(References, _prelude)).With(primaryProject);

    private static async Task WriteAsync(string folder, string source)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var files = GeneratorRun.Of(new GeneratorRunOptions { References = References }, source).Files;
        foreach (var (hint, text) in files.Where(static file => file.Key != Embedded))
            await File.WriteAllTextAsync(Path.Combine(folder, hint + ".txt"), text);
    }
}
