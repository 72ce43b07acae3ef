using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.CodeFixes.TT1001;
using TokenTracking.CodeFixes.TT1002;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT1002;
using TokenTracking.Testing;

namespace TokenTracking.CodeFixes.Tests;

/// <summary>Runs programs before and after a fix: what they return is the same, and afterwards the records are there.</summary>
public class FixedCodeBehaviourTests
{
    private const string Head = """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    [Theory]
    [InlineData("await provider.CompleteAsync(request); return provider.Calls.ToString();", 1)]
    [InlineData("_ = await provider.CompleteAsync(request).ConfigureAwait(false); return provider.Calls.ToString();", 1)]
    [InlineData("return (await provider.CompleteAsync(request)).Text + provider.Calls;", 1)]
    [InlineData("return provider.CompleteAsync(request).Result.Text;", 1)]
    [InlineData("var result = await provider.CompleteAsync(request); return result.Text.ToUpperInvariant() + result.Model;", 1)]
    [InlineData("return (await provider.CompleteAsync(request with { Prompt = (await provider.CompleteAsync(request)).Text })).Text;", 2)]
    [InlineData(
        "var texts = new List<string>(); for (var i = 0; i < 3; i++) texts.Add((await provider.CompleteAsync(request)).Text + i); "
        + "return string.Join(',', texts);", 3)]
    [InlineData("return await provider.CompleteAsync(request) is { Text: var text } ? text : \"nothing\";", 1)]
    [InlineData(
        "return string.Join(',', (await Task.WhenAll(Enumerable.Range(0, "
        + "4).Select(i => provider.CompleteAsync(request)))).Select(r => r.Text));", 4)]
    [InlineData("try { await provider.CompleteAsync(null!); return \"no\"; } catch (NullReferenceException) { return \"thrown\"; }", 1)]
    public Task Recording_a_discarded_usage_keeps_what_the_program_does(string body, int calls) => VerifyAsync(
        new DiscardedUsageAnalyzer(), new DiscardedUsageCodeFixProvider(), DiscardedUsageCodeFixProvider.RecordKey,
        Program("var provider = new AcmeProvider();", body), calls);

    [Theory]
    [InlineData("var text = \"\"; await foreach (var update in provider.StreamAsync(request)) text += update.Text; return text;", 1)]
    [InlineData("return (await provider.CompleteAsync(request)).Text + provider.Calls;", 1)]
    public Task Wrapping_a_discarded_call_keeps_what_the_program_does(string body, int calls) => VerifyAsync(
        new DiscardedUsageAnalyzer(), new DiscardedUsageCodeFixProvider(), DiscardedUsageCodeFixProvider.WrapKey,
        Program("var provider = new AcmeProvider();", body), calls);

    [Theory]
    [InlineData("ILlmProvider provider = new AcmeProvider();", "return (await provider.CompleteAsync(request)).Text;", 1)]
    [InlineData("AcmeProvider provider = new(\"a\") { Key = \"b\" };",
        "await provider.CompleteAsync(request); return (await provider.CompleteAsync(request)).Text;", 2)]
    [InlineData(
        "ILlmProvider provider = new LlmAbstraction([new AcmeProvider()]);", "return (await provider.CompleteAsync(request)).Text;", 1)]
    public Task Wrapping_a_construction_keeps_what_the_program_does(string setup, string body, int calls) => VerifyAsync(
        new UntrackedConstructionAnalyzer(), new UntrackedConstructionCodeFixProvider(), UntrackedConstructionCodeFixProvider.WrapKey,
        Program(setup, body), calls);

    private static string Program(string setup, string body) => Head + $$"""
        public static class Program
        {
            public static async Task<string> RunAsync(ITokenTracker tracker)
            {
                await Task.Yield();
                {{setup}}
                var request = new LlmRequest { Prompt = "how much?" };
                {{body}}
            }
        }
        """;

    private static async Task VerifyAsync(DiagnosticAnalyzer analyzer, CodeFixProvider fix, string key, string source, int calls)
    {
        var before = await FixedSolution.OfAsync([new("Test.cs", source)]);
        var after = await new AppliedFix(analyzer, fix, key).OneByOneAsync(before);

        var untracked = await FixedProgram.RunAsync(before);
        var tracked = await FixedProgram.RunAsync(after);

        Assert.Empty(untracked.Records);
        Assert.Equal(untracked.Result, tracked.Result);
        Assert.Equal(calls, tracked.Records.Count);
        Assert.All(tracked.Records, static record => Assert.True(record.Outcome == CallOutcome.Failed || record.Usage.OutputTokens == 7));
    }
}
