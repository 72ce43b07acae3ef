using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TokenTracking.Generators.Tests.Mutations;

/// <summary>The generator compiled from its own source files, with or without an edit in one of them.</summary>
internal static class MutableGenerator
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    // What the generator is made of; analyzers are not part of it.
    private static readonly string[] Folders = ["Decorators", "Binding", "Common"];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private static readonly Lazy<CSharpCompilation> Whole = new(Compile);

    /// <summary>The generator as it is, or as a mutation leaves it.</summary>
    public static IIncrementalGenerator Load(Mutation? mutation)
    {
        var compilation = mutation is null ? Whole.Value : Mutate(Whole.Value, mutation);
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success,
            string.Join('\n', emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(mutation?.Name, isCollectible: true).LoadFromStream(image);
        return (IIncrementalGenerator)Activator.CreateInstance(
            assembly.GetType("TokenTracking.Generators.Decorators.TrackAiUsageGenerator", throwOnError: true)!)!;
    }

    private static CSharpCompilation Mutate(CSharpCompilation compilation, Mutation mutation)
    {
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath.EndsWith(mutation.File, StringComparison.Ordinal));
        var text = tree.ToString();
        Assert.Equal(2, text.Split(mutation.Rule).Length);
        var without = text.Replace(mutation.Rule, mutation.Without, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(without, ParseOptions, tree.FilePath));
    }

    private static CSharpCompilation Compile()
    {
        var root = Path.Combine(Root(), "src", "TokenTracking.Generators");
        var files = Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories));
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(
            Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(static path => !Path.GetFileName(path).StartsWith("TokenTracking", StringComparison.Ordinal));
        return CSharpCompilation.Create(
            "TokenTracking.Generators.Mutated",
            files.Select(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), ParseOptions, file.Replace('\\', '/')))
                .Append(CSharpSyntaxTree.ParseText(Usings, ParseOptions)),
            platform.Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static string Root([CallerFilePath] string path = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
