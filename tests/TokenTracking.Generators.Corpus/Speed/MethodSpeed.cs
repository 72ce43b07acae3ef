using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Decorators;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>
/// What one long method costs: with branches, requests and sums in all of its statements, the worst that a rule can meet. The time of all
/// rules together, beside that of the SDK's analyzers and that of the compiler without any rule, over the same method.
/// </summary>
internal static class MethodSpeed
{
    private const int Rounds = 3;
    private const double MostTimesTheSdk = 3;
    private const int LongestForTheSdk = 400;
    private const double MostForTheLongest = 1000;
    private const double MostTimesTheQuarter = 8;

    private static readonly LongMethods.Form Mixed = LongMethods.Forms[LongMethods.Mixed];
    private static readonly int[] Counts = [50, 100, 200, 400, 1000, 2000, 5000];

    /// <summary>Measures and prints.</summary>
    /// <param name="output">Where the figures are printed.</param>
    /// <param name="only">The only number of statements to measure; null for all.</param>
    /// <returns>True if all bounds are kept.</returns>
    public static bool Run(TextWriter output, string? only)
    {
        var (sdk, ours) = (AnalysisSpeed.Sdk(), AnalysisSpeed.Ours());
        Time(Create(Mixed, 20), sdk.AddRange(ours));
        var counts = only is null ? Counts : [int.Parse(only, CultureInfo.InvariantCulture)];
        return counts.Select(count => Measure(count, output, sdk, ours)).ToList().TrueForAll(static isKept => isKept);
    }

    /// <summary>Measures the rules over each form of a long method, at a quarter of its length and at the whole, and prints.</summary>
    /// <returns>True if the time of all grows with the length, and no more.</returns>
    public static bool RunForms(TextWriter output, string named)
    {
        var ours = AnalysisSpeed.Ours();
        Times(Create(Mixed, 400), ours);
        var areKept = true;
        foreach (var (name, form) in LongMethods.Forms.Where(each => each.Key.Contains(named, StringComparison.Ordinal)))
        {
            var longest = Math.Min(Counts[^1], form.Most);
            var few = Times(Create(form, longest / 4), ours).Sum(static each => each.Time);
            var times = Times(Create(form, longest), ours);
            var many = times.Sum(static each => each.Time);
            var isKept = many <= few * MostTimesTheQuarter || many <= MostForTheLongest;
            areKept &= isKept;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {name,-28} {longest / 4,5}: {few,6:F0} ms, {longest,5}: {many,6:F0} ms ({many / few:F1} times)")
                + (isKept ? "" : " TOO SLOW") + "  " + string.Join(", ", Slowest(times)));
        }

        return areKept;
    }

    private static bool Measure(
        int count, TextWriter output, ImmutableArray<DiagnosticAnalyzer> sdk, ImmutableArray<DiagnosticAnalyzer> ours)
    {
        var compilation = Create(Mixed, count);
        ImmutableArray<DiagnosticAnalyzer> none = [new NoRules(ours[0].SupportedDiagnostics, asksForGraphs: false)];
        ImmutableArray<DiagnosticAnalyzer> graphs = [new NoRules(ours[0].SupportedDiagnostics, asksForGraphs: true)];
        var (theirs, own, without, graph) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            // Beyond that the SDK's own analyzers take minutes.
            theirs.Add(count <= LongestForTheSdk ? Time(compilation, sdk) : double.NaN);
            own.Add(Time(compilation, ours));
            without.Add(Time(compilation, none));
            graph.Add(Time(compilation, graphs));
        }

        var rules = own.Min() - without.Min();
        var isKept = count <= LongestForTheSdk ? own.Min() <= theirs.Min() * MostTimesTheSdk : rules <= MostForTheLongest;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {count,5} statements: SDK {theirs.Min():F0} ms, ours {own.Min():F0} ms ({own.Min() / theirs.Min():F2} times); "
            + $"compiler alone {without.Min():F0} ms, rules {rules:F0} ms "
            + $"(of which the compiler's control flow graph {graph.Min() - without.Min():F0} ms)")
            + (isKept ? "" : " TOO SLOW"));
        output.WriteLine("        " + string.Join(", ", Slowest(Times(compilation, ours))));
        return isKept;
    }

    // The three rules that take the longest, to know where to look.
    private static IEnumerable<string> Slowest(IEnumerable<(string Rule, double Time)> times)
        => times.OrderByDescending(static each => each.Time).Take(3)
            .Select(static each => string.Create(CultureInfo.InvariantCulture, $"{each.Rule} {each.Time:F0} ms"));

    /// <summary>The milliseconds that each rule takes, without those of the compiler.</summary>
    public static IReadOnlyList<(string Rule, double Time)> Times(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var result = compilation.Clone().WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true))
            .GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        if (result.GetAllDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Id == "AD0001") is { } crash)
            throw new InvalidOperationException(crash.ToString());
        return [.. result.AnalyzerTelemetryInfo.Select(
            static each => (each.Key.GetType().Name, each.Value.ExecutionTime.TotalMilliseconds))];
    }

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

    /// <summary>A compilation with one long method.</summary>
    public static Compilation Create(LongMethods.Form form, int statements)
    {
        var compilation = CSharpCompilation.Create(
            "Long",
            [CSharpSyntaxTree.ParseText(LongMethods.Source(form, statements), path: "Long.cs")],
            CorpusReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(new TrackAiUsageGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        if (generated.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException(error.ToString());
        return generated;
    }
}
