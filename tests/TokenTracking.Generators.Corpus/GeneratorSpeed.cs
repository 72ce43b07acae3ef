using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Decorators;

namespace TokenTracking.Generators.Corpus;

/// <summary>How long the generator takes: cold, after an edit that concerns nothing, and after one that concerns one interface.</summary>
internal static class GeneratorSpeed
{
    private static readonly int[] Counts = [10, 100, 1000];

    public static void Run(TextWriter output)
    {
        // The compiler itself has to be warm: its first run costs more than the generator's.
        Measure(50);
        foreach (var count in Counts)
        {
            var (cold, unrelated, related) = Measure(count);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{count,5} interfaces: cold {cold:F1} ms, unrelated edit {unrelated:F1} ms, one interface edited {related:F1} ms"));
        }
    }

    private static (double Cold, double Unrelated, double Related) Measure(int count)
    {
        var trees = Enumerable.Range(0, count).Select(static i => Parse($$"""
            using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using TokenTracking;
            namespace Speed { [TrackAiUsage] public interface IModel{{i}} {
                string Name { get; set; }
                Task<LlmResult> AskAsync(string model, int maxTokens, CancellationToken cancellationToken = default);
                ValueTask<LlmResult> FindAsync(string text);
                IAsyncEnumerable<TokenTracking.Providers.LlmStreamUpdate> TellAsync(CancellationToken cancellationToken = default);
                Task CloseAsync();
            } }
            """)).ToList();
        var edited = Parse("class Edited { }");
        var compilation = CSharpCompilation.Create(
            "Speed", [.. trees, edited], CorpusReferences.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new TrackAiUsageGenerator());

        var cold = Time(() => driver = driver.RunGenerators(compilation));
        var unrelated = double.MaxValue;
        var related = double.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var next = Parse($"class Edited {{ int x{i}; }}");
            compilation = compilation.ReplaceSyntaxTree(edited, next);
            edited = next;
            unrelated = Math.Min(unrelated, Time(() => driver = driver.RunGenerators(compilation)));

            var changed = Parse(trees[0].ToString().Replace("Task CloseAsync();", $"Task CloseAsync(); int P{i} {{ get; }}", StringComparison.Ordinal));
            compilation = compilation.ReplaceSyntaxTree(trees[0], changed);
            trees[0] = changed;
            related = Math.Min(related, Time(() => driver = driver.RunGenerators(compilation)));
        }

        return (cold, unrelated, related);
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text);

    private static double Time(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
