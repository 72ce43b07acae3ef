using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Architecture.Tests.Sources;
using TokenTracking.Architecture.Tests.Walls;

namespace TokenTracking.Architecture.Tests.Prose;

/// <summary>The code of README.md compiles, and the generated code that it shows is what the generator writes.</summary>
public sealed partial class ReadmeTests
{
    // What the first sample calls "your call of the provider".
    private const string Claude =
        """
        internal sealed record Message(string Text, string Model, int InputTokens, int OutputTokens, int CacheReadInputTokens);
        internal static class Claude
        {
            public static Task<Message> SendAsync(string text, CancellationToken cancellationToken) => throw new NotSupportedException();
        }
        """;

    private static string Readme { get; } = File.ReadAllText(Path.Combine(References.RepositoryRoot, "README.md")).ReplaceLineEndings("\n");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sample_compiles_without_warnings(int sample)
        => Offenders.None(Compile(sample).GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(static diagnostic => diagnostic.ToString()));

    [Fact]
    public void There_are_three_samples()
        => Assert.Equal(3, CSharpBlock().Count(Readme));

    [Fact]
    public void The_generated_method_is_what_the_generator_writes()
    {
        var generated = Compile(0).SyntaxTrees.Single(static tree => Path.GetFileName(tree.FilePath) == "ISummarizer.g.cs").ToString();
        var shown = GeneratedBlock().Match(Readme).Groups["code"].Value;

        Assert.NotEmpty(shown.Trim());
        Assert.True(Readable(generated).Contains(Readable(shown), StringComparison.Ordinal), Readable(generated));
    }

    // Without qualifiers, which generated code needs and a reader does not, and without indentation.
    private static string Readable(string code)
        => string.Join('\n', Qualifier().Replace(code, "").Split('\n',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static Compilation Compile(int sample)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var code = CSharpBlock().Matches(Readme)[sample].Groups["code"].Value;
        var sources = sample == 0 ? new[] { code, Claude } : [code];
        var compilation = CSharpCompilation.Create(
            "Readme",
            sources.Append(BoundProject.ImplicitUsings).Select(source => CSharpSyntaxTree.ParseText(source, options)),
            [
                .. References.Platform,
                .. new[] { "TokenTracking", "TokenTracking.Sqlite" }
                    .Select(static name => Repository.Project(name).Bound.Compilation.ToMetadataReference()),
            ],
            new CSharpCompilationOptions(
                sample == 1 ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable));
        var generators = OwnGenerators.In(Repository.Project(SourceProject.GeneratorProject).Bound.Compilation);
        CSharpGeneratorDriver.Create(generators, parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return generated;
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(
        "<!-- generated method -->\n```[a-z]*\n(?<code>.*?)^```",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex GeneratedBlock();

    [GeneratedRegex(@"global::((System|TokenTracking)\.((Threading|Tasks|Generated)\.)*)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Qualifier();
}
