using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using TokenTracking.CodeFixes.TT1001;
using TokenTracking.CodeFixes.TT1002;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT1002;
using TokenTracking.Generators.Analyzers.Rules.TT1003;
using TokenTracking.Generators.Analyzers.Rules.TT1004;
using TokenTracking.Generators.Analyzers.Rules.TT1005;
using TokenTracking.Generators.Analyzers.Rules.TT1006;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Analyzers.Rules.TT2002;
using TokenTracking.Generators.Analyzers.Rules.TT4001;
using TokenTracking.Testing;

namespace TokenTracking.CodeFixes.Tests.Audited;

/// <summary>The audited system from its first figure to 100 %, with a server that counts what really was sent.</summary>
[Collection(nameof(OwnEnvironment))]
public sealed class AuditedProgramTests
{
    [Fact]
    public Task Exactly_the_five_constructions_and_the_three_dropped_usages_are_found()
    {
        var test = new AnalyzerTest(Rules);
        foreach (var (name, source) in AuditedProgram.Sources)
            test.Sources.Add(name, source);
        return test.RunAsync();
    }

    [Fact]
    public async Task Fix_all_takes_the_figure_from_a_ninth_to_100_percent_and_a_server_counts_the_same()
    {
        using var environment = new OwnEnvironment();
        await using var server = await CountingServer.StartAsync();
        environment.Use(server.Url);

        var original = await OriginalAsync();
        var before = await MeasureAsync(original, server);
        var fixedSolution = await FixAllAsync(
            await FixAllAsync(original, new UntrackedConstructionAnalyzer(), new UntrackedConstructionCodeFixProvider(),
                UntrackedConstructionCodeFixProvider.UseFactoryKey),
            new DiscardedUsageAnalyzer(), new DiscardedUsageCodeFixProvider(), DiscardedUsageCodeFixProvider.RecordKey);
        var after = await MeasureAsync(fixedSolution, server);

        Assert.Equal(
            new Measured("9 LLM call sites: 1 tracked, 0 assumed, 0 declined, 8 untracked", Requests: 9, Records: 1, InputTokens: 10,
                OutputTokens: 3), before);
        Assert.Equal(
            new Measured("9 LLM call sites: 9 tracked, 0 assumed, 0 declined, 0 untracked", Requests: 9, Records: 9, InputTokens: 90,
                OutputTokens: 27), after);
        Assert.Empty(await ReportsAsync(fixedSolution, Rules));
    }

    private static DiagnosticAnalyzer[] Rules =>
    [
        new UntrackedConstructionAnalyzer(), new DiscardedUsageAnalyzer(), new MissingUsageAnalyzer(), new AbandonedStreamAnalyzer(),
        new TrackedTwiceAnalyzer(), new UsageAddedTwiceAnalyzer(), new UntrackedSdkCallAnalyzer(), new RawHttpCallAnalyzer(),
    ];

    private static async Task<Measured> MeasureAsync(Solution solution, CountingServer server)
    {
        var figure = Assert.Single(await ReportsAsync(solution, new CallSiteCoverageAnalyzer()));
        var sent = server.Requests;
        var (result, records) = await FixedProgram.RunAsync(solution);

        Assert.Equal(string.Join(", ", Enumerable.Repeat("answer", AuditedProgram.Places)), result);
        Assert.All(records, static record => Assert.Equal(CallOutcome.Succeeded, record.Outcome));
        return new Measured(
            figure.GetMessage(System.Globalization.CultureInfo.InvariantCulture), server.Requests - sent, records.Count,
            records.Sum(static record => record.Usage.InputTokens), records.Sum(static record => record.Usage.OutputTokens));
    }

    private static async Task<Solution> FixAllAsync(Solution solution, DiagnosticAnalyzer analyzer, CodeFixProvider fix, string key)
    {
        var all = await new AppliedFix(analyzer, fix, key).AllAsync(solution);
        Assert.NotEqual(solution, all);
        return all;
    }

    private static Task<Solution> OriginalAsync()
        => FixedSolution.OfAsync(
            AuditedProgram.Sources.Select(static source => KeyValuePair.Create(source.Key, WithoutMarkup(source.Value))));

    private static string WithoutMarkup(string source)
    {
        TestFileMarkupParser.GetSpans(source, out var output, out ImmutableArray<TextSpan> _);
        return output;
    }

    private static async Task<IReadOnlyList<Diagnostic>> ReportsAsync(Solution solution, params DiagnosticAnalyzer[] analyzers)
        => await (await solution.Projects.Single().GetCompilationAsync())!.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync();

    private sealed record Measured(string Figure, int Requests, int Records, long? InputTokens, long? OutputTokens);
}
