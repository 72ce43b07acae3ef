using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>A project with many tracked interfaces, edited again and again under one generator.</summary>
internal sealed class SpeedProject
{
    private readonly SyntaxTree[] _models;
    private SyntaxTree _unrelated = Parse("class Edited { }");
    private SyntaxTree _part = Parse(Part(""));
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;
    private int _edits;

    /// <param name="generator">The generator.</param>
    /// <param name="count">The number of tracked interfaces.</param>
    /// <param name="tracksSteps">True if <see cref="Result"/> says what each step did. No build asks for that, and it takes time of its
    /// own: every output keeps the inputs of all steps before it.</param>
    public SpeedProject(IIncrementalGenerator generator, int count, bool tracksSteps = false)
    {
        _models = [.. Enumerable.Range(0, count).Select(static i => Parse($$"""
            using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using TokenTracking;
            namespace Speed { [TrackAiUsage] public partial interface IModel{{i}} {
                string Name { get; set; }
                Task<LlmResult> AskAsync(string model, int maxTokens, CancellationToken cancellationToken = default);
                ValueTask<LlmResult> FindAsync(string text);
                IAsyncEnumerable<TokenTracking.LlmStreamUpdate> TellAsync(CancellationToken cancellationToken = default);
                Task CloseAsync();
            } }
            """))];
        _compilation = CSharpCompilation.Create(
            "Speed", [.. _models, _unrelated, _part], CorpusReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracksSteps));
    }

    /// <summary>What the last run did.</summary>
    public GeneratorDriverRunResult Result => _driver.GetRunResult();

    /// <summary>The first run, in milliseconds.</summary>
    public double Cold() => Run();

    /// <summary>A run after an edit that concerns no tracked interface, in milliseconds.</summary>
    public double AfterUnrelatedEdit() => Replace(ref _unrelated, $"class Edited {{ int x{++_edits}; }}");

    /// <summary>A run after a tracked interface got another member in a file that does not carry the attribute, in milliseconds.</summary>
    public double AfterRelatedEdit() => Replace(ref _part, Part($"int P{++_edits} {{ get; }}"));

    private static string Part(string member) => $"namespace Speed {{ partial interface IModel0 {{ {member} }} }}";

    private double Replace(ref SyntaxTree tree, string text)
    {
        var next = Parse(text);
        _compilation = _compilation.ReplaceSyntaxTree(tree, next);
        tree = next;
        return Run();
    }

    private double Run()
    {
        var start = Stopwatch.GetTimestamp();
        _driver = _driver.RunGenerators(_compilation);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text);
}
