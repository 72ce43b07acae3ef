using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT2001;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>
/// What the rules add to the analysis of a build: a compilation of 2,000 files with the SDK's own analyzers, and with these and ours, in
/// turns. Processor time of all threads is counted, and the median of the ratios of neighbouring runs decides, since the time of one run
/// varies by a third.
/// </summary>
internal static class AnalysisSpeed
{
    private const int Rounds = 10;
    private const double MostWithRuntime = 1.05;

    // Where the runtime is not referenced every analyzer leaves at its first question: what is left is the noise of a measurement.
    private const double MostWithoutRuntime = 1.02;

    /// <summary>Measures and prints.</summary>
    /// <returns>True where both bounds are kept.</returns>
    public static bool Run(TextWriter output)
    {
        var ours = Ours();
        var sdk = Sdk().Add(new OneFinding(ours.First(static rule => rule is UntrackedSdkCallAnalyzer).SupportedDiagnostics[0]));
        output.WriteLine($"{AnalysisProject.Files} files, {sdk.Length - 1} analyzers of the SDK, {ours.Length} of ours");
        return Measure(output, "with the runtime", withRuntime: true, sdk, ours, MostWithRuntime)
            & Measure(output, "without it", withRuntime: false, sdk, ours, MostWithoutRuntime);
    }

    /// <summary>The analyzers of the SDK.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Sdk() => Load(SdkAnalyzers());

    /// <summary>The analyzers of the package.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Ours() => Load([typeof(UntrackedSdkCallAnalyzer).Assembly.Location]);

    private static bool Measure(
        TextWriter output, string name, bool withRuntime, ImmutableArray<DiagnosticAnalyzer> sdk, ImmutableArray<DiagnosticAnalyzer> ours,
        double most)
    {
        var compilation = AnalysisProject.Create(withRuntime);
        if (compilation.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException(error.ToString());
        var both = sdk.AddRange(ours);
        var warm = Time(compilation, both);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-18} cold {warm:F0} ms"));
        var (without, with) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            // Who goes first takes turns too.
            if (round % 2 == 0)
                without.Add(Time(compilation, sdk));
            with.Add(Time(compilation, both));
            if (round % 2 == 1)
                without.Add(Time(compilation, sdk));
        }

        var ratio = Median([.. with.Zip(without, static (one, other) => one / other)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {name,-18} SDK {without.Min():F0} to {without.Max():F0} ms, with ours {with.Min():F0} to {with.Max():F0} ms of processor "
            + $"time: {Percent(ratio)} (at most {(most - 1) * 100:F0} %), least to least {Percent(with.Min() / without.Min())}"));
        return ratio <= most;
    }

    // A compilation of its own for each run, so that none finds what another has bound.
    private static double Time(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var fresh = compilation.Clone();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        var found = fresh.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        process.Refresh();
        var time = (process.TotalProcessorTime - start).TotalMilliseconds;
        if (found.FirstOrDefault(static diagnostic => diagnostic.Id == "AD0001") is { } crash)
            throw new InvalidOperationException(crash.ToString());
        return time;
    }

    private static string Percent(double ratio)
        => string.Create(CultureInfo.InvariantCulture, $"{(ratio - 1) * 100:+0.0;-0.0} %");

    private static double Median(List<double> values)
        => (values.Order().ElementAt((values.Count - 1) / 2) + values.Order().ElementAt(values.Count / 2)) / 2;

    private static ImmutableArray<DiagnosticAnalyzer> Load(IEnumerable<string> paths)
        => [.. paths.SelectMany(static path => new AnalyzerFileReference(path, new Loader()).GetAnalyzers(LanguageNames.CSharp))
            .OrderBy(static analyzer => analyzer.GetType().FullName, StringComparer.Ordinal)];

    // The analyzers that every project of the SDK runs, from the newest SDK beside the framework that this program runs on.
    private static IEnumerable<string> SdkAnalyzers()
    {
        var root = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!).Parent!.Parent!.Parent!.FullName;
        var folder = Directory.EnumerateDirectories(Path.Combine(root, "sdk")).OrderDescending(StringComparer.Ordinal)
            .Select(static sdk => Path.Combine(sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers")).First(Directory.Exists);
        return Directory.EnumerateFiles(folder, "*NetAnalyzers.dll").Order(StringComparer.Ordinal);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
            // Everything lies beside what it is loaded for.
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
