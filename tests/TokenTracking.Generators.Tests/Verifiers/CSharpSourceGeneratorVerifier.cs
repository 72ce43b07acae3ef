using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TokenTracking.Generators.Tests.Verifiers;

/// <summary>The surface of the compiler team's testing package, for the day that it can replace this folder.</summary>
/// <typeparam name="TSourceGenerator">The generator.</typeparam>
internal static class CSharpSourceGeneratorVerifier<TSourceGenerator>
    where TSourceGenerator : IIncrementalGenerator, new()
{
    /// <summary>Asserts that a source generates exactly these files, and that the result compiles.</summary>
    public static Task VerifyGeneratorAsync(string source, params (string HintName, string Content)[] generatedSources)
        => new Test { TestCode = source, GeneratedSources = { generatedSources } }.RunAsync();

    public sealed class Test
    {
        public required string TestCode { get; init; }

        public List<(string HintName, string Content)> GeneratedSources { get; } = [];

        public GeneratorRunOptions Options { get; init; } = new();

        public Task RunAsync()
        {
            var driver = CSharpGeneratorDriver
                .Create([new TSourceGenerator().AsSourceGenerator()], parseOptions: Options.ParseOptions)
                .RunGeneratorsAndUpdateCompilation(Options.CreateCompilation(TestCode), out var output, out _);
            var files = driver.GetRunResult().Results.Single().GeneratedSources
                .Select(static file => (file.HintName, Content: file.SourceText.ToString()))
                .ToArray();

            Assert.Equal(GeneratedSources.OrderBy(static file => file.HintName, StringComparer.Ordinal), files.OrderBy(static file => file.HintName, StringComparer.Ordinal));
            Assert.Empty(output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
            return Task.CompletedTask;
        }
    }
}

file static class ListExtensions
{
    public static void Add<T>(this List<T> list, T[] items) => list.AddRange(items);
}
