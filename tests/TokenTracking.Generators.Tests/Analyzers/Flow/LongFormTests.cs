using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Corpus.Speed;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers.Flow;

/// <summary>
/// The rules take four times as long for a method that is four times as long, in every form: the time of both is measured side by side.
/// </summary>
public class LongFormTests
{
    private const int Statements = 1600;
    private const int Attempts = 5;

    // Linear time is four times, quadratic time sixteen times that of the quarter. Other tests run at the same time on the same cores,
    // which can double a time. The benchmark (--forms) measures more exactly.
    private const double MostTimes = 11;

    // Shorter times are not measured precisely. A form whose time is quadratic takes longer.
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(500);

    public static TheoryData<string> Names => new(LongMethods.Forms.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Time_grows_with_the_length_and_no_more(string name)
    {
        var form = LongMethods.Forms[name];
        var longest = Math.Min(Statements, form.Most);
        var (quarter, whole) = (await CreateAsync(form, longest / 4), await CreateAsync(form, longest));
        await TimeAsync(quarter);
        var measured = new List<string>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (few, many) = (await TimeAsync(quarter), await TimeAsync(whole));
            if (many <= few * MostTimes || many <= Little)
                return;
            measured.Add($"{few.TotalMilliseconds:F0} ms, {many.TotalMilliseconds:F0} ms");
        }

        Assert.Fail($"{longest / 4} and {longest} statements: {string.Join("; ", measured)}");
    }

    // The time of the rules without that of the compiler.
    private static async Task<TimeSpan> TimeAsync(Compilation compilation)
    {
        DiagnosticAnalyzer[] analyzers =
        [
            .. typeof(UntrackedSdkCallAnalyzer).Assembly.GetTypes()
                .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer))
                    && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
                .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
        var result = await compilation.Clone().WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true))
            .GetAnalysisResultAsync(CancellationToken.None);
        Assert.DoesNotContain(result.GetAllDiagnostics(), static diagnostic => diagnostic.Id == "AD0001");
        return TimeSpan.FromTicks(result.AnalyzerTelemetryInfo.Values.Sum(static each => each.ExecutionTime.Ticks));
    }

    private static async Task<Compilation> CreateAsync(LongMethods.Form form, int statements)
    {
        IReadOnlyList<MetadataReference> references = [
            .. TestedProject.References, .. TestReferences.Named("OpenAI", "System.ClientModel")];
        var project = await TestedProject.OfAsync(references, TestPrelude.Sources);
        var compilation = project.AddGenerated(project.Compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(LongMethods.Source(form, statements), TestedProject.ParseOptions, "Long.cs"))).Compilation;
        Assert.DoesNotContain(compilation.GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return compilation;
    }
}
