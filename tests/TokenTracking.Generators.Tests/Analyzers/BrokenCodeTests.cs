using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>Analyzers see every keystroke: whatever stands in a file, none of them throws.</summary>
public class BrokenCodeTests
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. typeof(UntrackedSdkCallAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer))
                && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public static TheoryData<string> Members => new(
        "private readonly ILlmProvider _own = new AcmeProvider(); public ILlmProvider Llm => _own.WithTokenTracking(t);",
        "static ILlmProvider Make(int n) => n switch { 1 => new AcmeProvider(), _ => new LlmAbstraction([new AcmeProvider(), null!]) };",
        "void Add(IServiceCollection services) { services.AddSingleton<AcmeProvider>(); "
        + "services.AddSingleton<ILlmProvider>(sp => sp.GetRequiredService<AcmeProvider>()); services.TrackAiProviders(); }",
        "void Map() { var byName = new Dictionary<string, Func<ILlmProvider>> { [\"a\"] = () => new AcmeProvider() }; "
        + "foreach (var (name, make) in byName) Console.Write(name + make().CompleteAsync(null!)); }",
        "async Task<string> Ask(LlmRequest r, AcmeProvider p) { var (first, second) = (await p.CompleteAsync(r), "
        + "await p.CompleteAsync(r)); return first.Text + second switch { { Text: var text } => text }; }",
        "async Task Read(LlmRequest r, AcmeProvider p) { await foreach (var u in p.StreamAsync(r).Select(u => u.Text)) { "
        + "if (u == \"\") break; } }",
        "long Sum(TokenUsage u) { var input = u.InputTokens ?? 0; input += u.CacheReadTokens ?? 0; "
        + "return input + (u.OutputTokens ?? 0) + u.ReasoningTokens!.Value; }",
        "Task Post(System.Net.Http.HttpClient http) => http.PostAsync($\"{Url}/v1/chat/completions\", null); "
        + "static readonly string Url = \"https://api.openai.com\" + Environment.NewLine;",
        "string A => B + \"/v1\"; string B => A + \"x\"; static string C = D + \"y\"; static string D = C + \"z\"; "
        + "Task Loop(System.Net.Http.HttpClient http) { var url = url + \"/v1/chat/completions\"; var own = own; "
        + "http.PostAsync(url, null); http.PostAsync(own, null); http.PostAsync(A + A, null); return http.PostAsync(C, null); }",
        "async Task Twice(LlmRequest r) { var llm = LlmFactory.Create(tracker: t); "
        + "var result = await t.TrackAsync(\"ask\", () => llm.CompleteAsync(r), x => x.Usage); "
        + "t.Track(\"p\", result.Usage, result.Model ?? \"gpt-99\"); }");

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Half_typed_code_is_no_reason_to_throw(string member)
    {
        var source = $$"""
            using Acme; using Microsoft.Extensions.DependencyInjection; using TokenTracking; using TokenTracking.Providers;
            class C(ITokenTracker t) { {{member}} }
            """;
        var start = source.IndexOf("class C", StringComparison.Ordinal);
        for (var length = start; length <= source.Length; length += 7)
            await AssertNoneThrowsAsync(source[..length], TestedProject.References);
    }

    [Theory]
    [InlineData("class A : B { } class B : A { ILlmProvider P = new A(); }")]
    [InlineData("interface I : J { } interface J : I { } class A : I { static I Make() => new A(); }")]
    [InlineData("class A : ILlmProvider { Nowhere.Type P = new Nowhere.Type(new A()); Task<Missing> X() => P.CompleteAsync(); }")]
    [InlineData(
        "[TrackAiUsage] interface I { Task<Missing> A(); IAsyncEnumerable<> B(); } class C : I { void M(I i) { i.A().B; new(); "
        + "_ = new I(); } }")]
    [InlineData(
        "[assembly: TrackAiUsage(typeof(Missing))] [assembly: TrackAiUsage()] class C { async void M() { var x = x; x = await x; "
        + "foreach (var y in y) y.WithTokenTracking(); } }")]
    [InlineData(
        "class C { ILlmProvider this[int i] => this[i]; ILlmProvider P => P; ILlmProvider M() => M(); Func<ILlmProvider> F => () => F(); "
        + "void X() { ILlmProvider p = new AcmeProvider(); p = p; (p, p) = (p, new AcmeProvider()); } }")]
    [InlineData(
        "class C<T> where T : C<T>, ILlmProvider, new() { T P = new T(); static T Q = new(); "
        + "void M(dynamic d) { d.CompleteAsync(new T()); d.Add(new AcmeProvider()); } }")]
    public Task Code_that_cannot_compile_is_no_reason_to_throw(string source)
        => AssertNoneThrowsAsync("using Acme; using TokenTracking; using TokenTracking.Providers;\n" + source, TestedProject.References);

    [Fact]
    public Task A_runtime_without_the_framework_is_no_reason_to_throw()
        => AssertNoneThrowsAsync("using TokenTracking; class C { object M() => new TokenTracking.Providers.LlmAbstraction(); }",
            [TestReferences.Product, TestReferences.Providers]);

    private static async Task AssertNoneThrowsAsync(string source, IReadOnlyList<MetadataReference> references)
    {
        var project = await TestedProject.OfAsync(references, TestPrelude.Sources);
        var compilation = project.Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, TestedProject.ParseOptions, "Broken.cs"));
        var thrown = new List<string>();
        await compilation.WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => thrown.Add(exception.ToString()),
            concurrentAnalysis: false, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
        Assert.True(thrown.Count == 0, source + Environment.NewLine + string.Join(Environment.NewLine, thrown));
    }
}
