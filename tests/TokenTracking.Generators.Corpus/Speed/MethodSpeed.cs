using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Decorators;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>
/// What one long method costs: with branches, requests and sums in all of its statements, the worst that a rule can meet. The time of all
/// rules together, beside that of the SDK's analyzers over the same method.
/// </summary>
internal static class MethodSpeed
{
    private const int Rounds = 3;
    private const double MostTimesTheSdk = 3;
    private const int LongestForTheSdk = 400;
    private const double MostForTheLongest = 1000;

    private static readonly int[] Counts = [50, 100, 200, 400, 1000, 2000, 5000];

    /// <summary>Measures and prints.</summary>
    /// <returns>True if all bounds are kept.</returns>
    public static bool Run(TextWriter output)
    {
        var (sdk, ours) = (AnalysisSpeed.Sdk(), AnalysisSpeed.Ours());
        Time(Create(20), sdk.AddRange(ours));
        return Counts.Select(count => Measure(count, output, sdk, ours)).ToList().TrueForAll(static isKept => isKept);
    }

    private static bool Measure(
        int count, TextWriter output, ImmutableArray<DiagnosticAnalyzer> sdk, ImmutableArray<DiagnosticAnalyzer> ours)
    {
        var compilation = Create(count);
        var (theirs, own) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            // Beyond that the SDK's own analyzers take minutes.
            theirs.Add(count <= LongestForTheSdk ? Time(compilation, sdk) : double.NaN);
            own.Add(Time(compilation, ours));
        }

        var isKept = count <= LongestForTheSdk ? own.Min() <= theirs.Min() * MostTimesTheSdk : own.Min() <= MostForTheLongest;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {count,5} statements: SDK {theirs.Min():F0} ms, ours {own.Min():F0} ms ({own.Min() / theirs.Min():F2} times)")
            + (isKept ? "" : " TOO SLOW"));
        output.WriteLine("        " + string.Join(", ", Slowest(compilation, ours)));
        return isKept;
    }

    // The three rules that take the longest, to know where to look.
    private static IEnumerable<string> Slowest(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
        => compilation.Clone().WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true))
            .GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult().AnalyzerTelemetryInfo
            .OrderByDescending(static each => each.Value.ExecutionTime).Take(3)
            .Select(static each => string.Create(
                CultureInfo.InvariantCulture, $"{each.Key.GetType().Name} {each.Value.ExecutionTime.TotalMilliseconds:F0} ms"));

    // Elapsed time of analyzers that take turns on one thread: binding is done before.
    private static double Time(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var fresh = compilation.Clone();
        fresh.GetDiagnostics();
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        var found = fresh.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (found.FirstOrDefault(static diagnostic => diagnostic.Id == "AD0001") is { } crash)
            throw new InvalidOperationException(crash.ToString());
        return time;
    }

    private static Compilation Create(int statements)
    {
        var compilation = CSharpCompilation.Create(
            "Long",
            [CSharpSyntaxTree.ParseText(Source(statements), path: "Long.cs")],
            CorpusReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(new TrackAiUsageGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        if (generated.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException(error.ToString());
        return generated;
    }

    // Ten statements that each depend on those before.
    private static string Source(int statements)
    {
        var body = new StringBuilder();
        for (var i = 0; i < statements / 10; i++)
        {
            body.AppendLine(CultureInfo.InvariantCulture, $$"""
                if (n == {{i}}) { model = n > 3 ? "gpt-4o" : model; }
                var answer{{i}} = await llm.CompleteAsync(request with { Model = model, Prompt = text });
                text = text + answer{{i}}.Text;
                sum += answer{{i}}.Usage.InputTokens ?? 0;
                total = total + (answer{{i}}.Usage.OutputTokens ?? 0) + sum;
                url = n > {{i}} ? url + "/v1" : url;
                using (var sent{{i}} = await http.PostAsync(url + "/chat/completions", null)) { if (sent{{i}} is null) text = url; }
                llm = n == {{i}} ? llm : other.WithTokenTracking(tracker);
                ChatCompletion said{{i}} = await chat.CompleteChatAsync(text);
                var used{{i}} = said{{i}}.Usage;
                tracker.Track("p", TokenUsage.FromInclusive(used{{i}}.InputTokenCount, used{{i}}.OutputTokenCount), model);
                """);
        }

        return $$"""
            using System; using System.Net.Http; using System.Threading.Tasks;
            using OpenAI.Chat; using TokenTracking; using TokenTracking.Providers;
            public class Long
            {
                public async Task<long> RunAsync(
                    ILlmProvider llm, ILlmProvider other, LlmRequest request, HttpClient http, ChatClient chat, ITokenTracker tracker,
                    int n)
                {
                    var model = "gpt-4o"; var text = "a"; var url = "https://api.openai.com"; long sum = 0, total = 0;
                    {{body}}
                    return total;
                }
            }
            """;
    }
}
