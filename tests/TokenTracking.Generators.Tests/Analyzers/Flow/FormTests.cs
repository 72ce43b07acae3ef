using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT1002;
using TokenTracking.Generators.Analyzers.Rules.TT1004;
using TokenTracking.Generators.Analyzers.Rules.TT1005;
using TokenTracking.Generators.Analyzers.Rules.TT1006;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Analyzers.Rules.TT2002;
using TokenTracking.Generators.Analyzers.Rules.TT30xx;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers.Flow;

/// <summary>
/// Every form of giving a value, for every rule that follows values: a rule sees the value that it is about through each of them, and
/// is silent about another value in the same place. A further rule is a line in <see cref="Rules"/>.
/// </summary>
public class FormTests
{
    private static readonly IReadOnlyDictionary<string, FlowRule> All = new Dictionary<string, FlowRule>(StringComparer.Ordinal)
    {
        ["TT1004"] = new(
            new AbandonedStreamAnalyzer(), "IAsyncEnumerable<string>", "q.StreamAsync(r).Select(piece => piece.Text)",
            "AsyncEnumerable.Empty<string>()", "_ = x.FirstAsync();"),
        ["TT1005"] = new(new TrackedTwiceAnalyzer(), "ILlmProvider", "p.WithTokenTracking(t)", "(ILlmProvider)p",
            "_ = x.WithTokenTracking(t);"),
        ["TT1006"] = new(
            new UsageAddedTwiceAnalyzer(), "long", "(u.InputTokens ?? 0)", "(u.OutputTokens ?? 0)",
            "_ = x + (u.CacheReadTokens ?? 0);"),
        ["TT2001"] = new(
            new UntrackedSdkCallAnalyzer(), "OpenAI.Chat.ChatClient", "new OpenAI.Chat.ChatClient(\"m\", \"key\")",
            "chat", "_ = x.CompleteChat(\"hi\");",
            "static class Program { static HttpMessageHandler Handler(ITokenTracker t) => new TokenTrackingHandler(t, "
            + "new HttpClientHandler()); }"),
        ["TT2002"] = new(
            new RawHttpCallAnalyzer(), "string", "\"https://api.openai.com/v1/chat/completions\"", "\"https://shop.example.com/orders\"",
            "new HttpClient().PostAsync(x, null);"),
        ["TT3002"] = new(new ModelNameAnalyzer(), "string", "\"claude-3-opus-20240229\"", "\"gpt-4o\"", "_ = r with { Model = x };"),
    };

    public static TheoryData<string> Rules => new(All.Keys);

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_value_is_seen_through_every_form(string id)
    {
        var rule = All[id];
        var found = await FoundAsync(id, rule, rule.Value, rule.Other);
        var wrong = FlowForm.All.Where(form => found.Contains(form.Name) == form.IsOverwritten).Select(static form => form.Name);
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Another_value_in_the_same_place_is_no_reason_to_report(string id)
    {
        var rule = All[id];
        Assert.Empty(await FoundAsync(id, rule, rule.Other, rule.Other));
    }

    // Forward: each form leads from the constructor to the wrapper. An object of another type that keeps a provider may give it to anyone.
    [Fact]
    public async Task A_provider_comes_to_its_wrapper_through_every_form()
    {
        var rule = new FlowRule(
            new UntrackedConstructionAnalyzer(), "ILlmProvider", "(ILlmProvider)new AcmeProvider()", "q", "_ = x.WithTokenTracking(t);");
        var bare = FlowForm.All.Where(static form => form.IsOverwritten || form.Members.Contains("class ", StringComparison.Ordinal));
        Assert.Equal(
            bare.Select(static form => form.Name).Order(StringComparer.Ordinal),
            (await FoundAsync("TT1001", rule, rule.Value, rule.Other)).Order(StringComparer.Ordinal));
    }

    // Forward: a result is lost in each form whose code keeps its text alone, and where it is overwritten before anything reads it.
    [Theory]
    [InlineData("Console.Write(x.Text);", true)]
    [InlineData("t.Track(\"p\", x.Usage, \"m\");", false)]
    public async Task A_result_is_followed_through_every_form(string use, bool isLost)
    {
        var rule = new FlowRule(new DiscardedUsageAnalyzer(), "LlmResult", "p.CompleteAsync(r).Result", "given", use);
        var found = await FoundAsync("TT1002", rule, rule.Value, rule.Other);
        var wrong = FlowForm.All.Where(form => found.Contains(form.Name) != (isLost || form.IsOverwritten));
        Assert.Empty(wrong.Select(static form => form.Name));
    }

    // The forms that the rule reports something in. All of them are one program: it is bound once.
    private static async Task<HashSet<string>> FoundAsync(string id, FlowRule rule, string value, string other)
    {
        var forms = FlowForm.All.Select((form, i) => (form.Name, Class: "Form" + i, Form: form)).ToList();
        var source = """
            using System; using System.Collections.Generic; using System.Linq; using System.Net.Http;
            using System.Threading; using System.Threading.Tasks;
            using Acme; using TokenTracking; using TokenTracking.Providers;

            """ + rule.Program + string.Join("\n", forms.Select(form => form.Form.ToSource(form.Class, rule.Type, value, other, rule.Use)));
        IReadOnlyList<MetadataReference> references = [
            .. TestedProject.References, .. TestReferences.Named("OpenAI", "System.ClientModel")];
        var project = await TestedProject.OfAsync(references, TestPrelude.Sources);
        var compilation = project.AddGenerated(project.Compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(source, TestedProject.ParseOptions, "Forms.cs"))).Compilation;
        Assert.DoesNotContain(compilation.GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var reported = await compilation.WithAnalyzers([rule.Analyzer]).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(reported, static diagnostic => diagnostic.Id == "AD0001");
        var classes = reported.Where(diagnostic => diagnostic.Id == id)
            .Select(static diagnostic => ClassAround(diagnostic.Location)).ToHashSet(StringComparer.Ordinal);
        return [.. forms.Where(form => classes.Contains(form.Class)).Select(static form => form.Name)];
    }

    private static string ClassAround(Location location)
        => location.SourceTree!.GetRoot().FindNode(location.SourceSpan).AncestorsAndSelf()
            .OfType<ClassDeclarationSyntax>().Last().Identifier.ValueText;

    /// <summary>A rule with a value that it reports, one that it does not, a statement that uses one of them, and what else the
    /// program has.</summary>
    private sealed record FlowRule(DiagnosticAnalyzer Analyzer, string Type, string Value, string Other, string Use, string Program = "");
}
