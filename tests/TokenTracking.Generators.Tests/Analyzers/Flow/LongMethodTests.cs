using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers.Flow;

/// <summary>Code that no analyzer may hang on or overflow the stack with: values that are made of themselves, and long methods.</summary>
public class LongMethodTests
{
    private static readonly DiagnosticAnalyzer[] Analyzers =
        [.. typeof(UntrackedSdkCallAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer))
                && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public static TheoryData<string> SelfReferences => new(
        "x = c ? {V} : x;",
        "x = x;",
        "x = x ?? {V};",
        "x ??= x;",
        "y = x; x = y;",
        "y = c ? x : y; x = c ? y : x; y = x;",
        "while (c) { y = x; x = c ? y : {V}; }",
        "for (;;) { x = c ? x : y; y = c ? y : x; if (c) break; }",
        "x = n switch { 1 => x, 2 => y, _ => {V} };",
        "(x, y) = (y, x); (x, y) = (x, y);",
        "foreach (var z in new[] { x }) x = z;",
        "var all = new List<{T}> { x }; all.AddRange(all); x = all[0]; all.Add(x);",
        "if (x is { } z) { x = z; z = x; }",
        "{T} F() => c ? F() : x; x = F();",
        "{T} F({T} z) => c ? F(z) : F(x); x = F(x);",
        "x = Own; x = Own2; x = Loop(x);",
        "Func<{T}> f = null!; f = () => f(); x = f();",
        "ref var z = ref x; z = x; x = z;",
        "Pick(ref x); Pick(ref x); void Pick(ref {T} z) { z = z; if (c) Pick(ref z); }",
        "void A() { x = y; } void B() { y = x; } A(); B();",
        "var h = new Holder(); h.Next = h; h.X = h.Next.X; x = h.Next.Next.X; h = h.Next;",
        "Interlocked.Exchange(ref x, x);",
        "try { x = y; } catch { y = x; } finally { x = c ? x : y; }",
        "x = new[] { x, y }.Select(z => x).First(z => z == x);",
        "_field = x; x = _field; _field = _field;");

    [Theory]
    [MemberData(nameof(SelfReferences))]
    public async Task A_value_that_is_made_of_itself_ends(string body)
    {
        (string Type, string Value, string Use)[] rules =
        [
            ("string", "\"gpt-99\"", """
                _ = r with { Model = x }; http.PostAsync(x, null); http.PostAsync($"{x}{y}" + x, null); x += y + x; http.PostAsync(x, null);
                """),
            ("ILlmProvider", "new AcmeProvider()", """
                _ = x.WithTokenTracking(t); var result = x.CompleteAsync(r).Result; t.Track("p", result.Usage, "m");
                y = new LlmAbstraction([x, y]);
                """),
            ("LlmResult", "p.CompleteAsync(r).Result", """
                Console.Write(x.Text); t.Track("p", x.Usage, "m"); Console.Write((x.Usage.InputTokens ?? 0) + (y.Usage.CacheReadTokens ?? 
                """ + """
                0));
                var total = x.Usage; total = total + y.Usage; t.Track("p", total, "m");
                var sum = total.InputTokens; sum = sum + x.Usage.CacheReadTokens; sum += sum + y.Usage.InputTokens; Console.Write(sum);
                """),
            ("OpenAI.Chat.ChatClient", "new OpenAI.Chat.ChatClient(\"m\", \"k\")", "_ = x.CompleteChat(\"hi\").Value;"),
            ("HttpClient", "new HttpClient(new HttpClientHandler())", """
                x.PostAsync("https://api.openai.com/v1/chat/completions", null); _ = new OpenAIProvider(httpClient: x);
                """),
            ("System.Uri", "new System.Uri(\"https://api.openai.com\")", "http.BaseAddress = x; http.PostAsync(new Uri(x, y), null);"),
        ];
        var source = string.Join("\n", rules.Select((rule, i) => $$"""
            class C{{i}}(AcmeProvider p, ITokenTracker t, LlmRequest r, HttpClient http)
            {
                private {{rule.Type}} _field = null!; {{rule.Type}} Own => Own2; {{rule.Type}} Own2 => Own;
                {{rule.Type}} Loop({{rule.Type}} z) => Loop(z);
                sealed class Holder { public Holder Next = null!; public {{rule.Type}} X = null!; }
                void M(bool c, int n)
                {
                    {{rule.Type}} x = {{rule.Value}}, y = {{rule.Value}};
                    {{body.Replace("{T}", rule.Type).Replace("{V}", rule.Value)}}
                    {{rule.Use}}
                }
            }
            """));
        await AnalyzeAsync(source);
    }

    [Fact]
    public async Task A_method_of_400_statements_does_not_hang()
    {
        var body = new StringBuilder();
        for (var i = 0; i < 400; i += 4)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            body.AppendLine(CultureInfo.InvariantCulture, $"if (n == {number}) model = n > {number} ? \"gpt-4o\" : model;");
            body.AppendLine(CultureInfo.InvariantCulture, $"var result{number} = await llm.CompleteAsync(r with {{ Model = model }});");
            body.AppendLine(CultureInfo.InvariantCulture, $"sum = sum + (result{number}.Usage.InputTokens ?? 0);");
            body.AppendLine(CultureInfo.InvariantCulture, $"url = n > {number} ? url + \"/v1\" : url;");
            body.AppendLine("using (var response = await http.PostAsync(url, null))");
            body.AppendLine("{ if (!response.IsSuccessStatusCode) llm = n > 3 ? llm : new AcmeProvider(); }");
        }

        var source = $$"""
            class C
            {
                async Task<long> M(ILlmProvider llm, LlmRequest r, HttpClient http, int n)
                {
                    var model = "gpt-4o"; var url = "https://api.openai.com"; long sum = 0;
                    {{body}}
                    return sum;
                }
            }
            """;
        var watch = Stopwatch.StartNew();
        await AnalyzeAsync(source);

        // A guard against a hang on a machine of any load; what it takes is measured by the benchmark (--methods).
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData("text = text + \"a\"", " + u.Text", ";")]
    [InlineData("text = (u.Text", " + u.Text", ").Trim();")]
    [InlineData("if (u.Text == \"\"", " || u.Text == text", ") break;")]
    [InlineData("count = count", " + u.Text.Length", "; if (count > 9) break;")]
    public async Task A_loop_whose_body_is_nested_deeply_does_not_overflow_the_stack(string start, string repeated, string end)
        => await AnalyzeAsync($$"""
            class C
            {
                async Task M(ILlmProvider llm, LlmRequest r, string text, int count)
                {
                    await foreach (var u in llm.StreamAsync(r)) { {{start + string.Concat(Enumerable.Repeat(repeated, 4000)) + end}} }
                }
            }
            """);

    private static async Task AnalyzeAsync(string source)
    {
        const string Usings = """
            using System; using System.Collections.Generic; using System.Linq;
            using System.Net.Http; using System.Threading; using System.Threading.Tasks;
            using Acme; using TokenTracking; using TokenTracking.Providers;

            """;
        IReadOnlyList<MetadataReference> references = [
            .. TestedProject.References, .. TestReferences.Named("OpenAI", "System.ClientModel")];
        var project = await TestedProject.OfAsync(references, TestPrelude.Sources);
        var compilation = project.AddGenerated(project.Compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(Usings + source, TestedProject.ParseOptions, "Long.cs"))).Compilation;
        Assert.DoesNotContain(compilation.GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var reported = await compilation.WithAnalyzers([.. Analyzers]).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(reported, static diagnostic => diagnostic.Id == "AD0001");
    }
}
