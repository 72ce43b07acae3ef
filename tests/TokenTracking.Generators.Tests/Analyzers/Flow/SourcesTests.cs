using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Testing;
using Xunit;

namespace TokenTracking.Generators.Tests.Analyzers.Flow;

/// <summary>The leaves that the engine finds for each form of giving a value, without any rule.</summary>
public class SourcesTests
{
    private const string Members = """
        static bool c; static int n; static void Use(string s) { } static void Throw() { }
        sealed class Holder { public string Model { get; set; } = "home"; public string Other = "other"; }
        sealed record Row(string Model, int Count);
        sealed class Given(string model) { private readonly string _model = model; public string Model => _model; }
        sealed class Set { private readonly string _model; public Set() { _model = "set"; } public string Model => _model; }
        static string Pick() => c ? "a" : "b";
        static string Pass(string s) => s;
        static void Out(out string s) { s = "out"; }
        static void Ref(ref string s) { s = "ref"; }
        static System.Collections.Generic.IEnumerable<string> Yield() { yield return "y1"; yield return "y2"; }
        static async System.Threading.Tasks.Task<string> PickAsync() { await System.Threading.Tasks.Task.Yield(); return "async"; }
        static string _field = "f1"; static void SetField() { _field = "f2"; }
        """;

    [Theory]
    [InlineData("var x = \"a\"; Use(x);", "a")]
    [InlineData("string x; if (c) x = \"a\"; else x = \"b\"; Use(x);", "a b")]
    [InlineData("var x = \"a\"; x = \"b\"; Use(x);", "b")]
    [InlineData("var x = \"a\"; if (c) x = \"b\"; Use(x);", "a b")]
    [InlineData("var x = \"a\"; Use(x); x = \"b\";", "a")]
    [InlineData("var x = c ? \"a\" : \"b\"; Use(x);", "a b")]
    [InlineData("string? x = null; x ??= \"a\"; Use(x);", "null a")]
    [InlineData("string? y = null; var x = y ?? \"a\"; Use(x);", "null a")]
    [InlineData("var x = n switch { 1 => \"a\", 2 => throw new System.Exception(), _ => \"b\" }; Use(x);", "a b")]
    [InlineData("var (x, y) = (\"a\", \"b\"); Use(x);", "a")]
    [InlineData("string x, y; (x, (y, _)) = (\"a\", (\"b\", 1)); Use(y);", "b")]
    [InlineData("var t = (\"a\", \"b\"); Use(t.Item2);", "b")]
    [InlineData("var t = (A: \"a\", B: \"b\"); var (x, _) = t; Use(x);", "a")]
    [InlineData("if (\"a\" is { } x) Use(x);", "a")]
    [InlineData("if ((object)\"a\" is string x) Use(x);", "a")]
    [InlineData("switch ((object)\"a\") { case string x: Use(x); break; }", "a")]
    [InlineData("Use((object)\"a\" switch { string x => x, _ => \"b\" });", "a b")]
    [InlineData("if (new Row(\"a\", 1) is (var x, _)) Use(x);", "a")]
    [InlineData("if (new Row(\"a\", 1) is { Model: var x }) Use(x);", "a")]
    [InlineData("if (new[] { \"a\" } is [var x]) Use(x);", "a")]
    [InlineData("foreach (var x in new[] { \"a\", \"b\" }) Use(x);", "a b")]
    [InlineData("foreach (var (x, y) in new[] { (\"a\", 1) }) Use(x);", "a")]
    [InlineData("string[] l = [\"a\", .. new[] { \"b\" }]; foreach (var x in l) Use(x);", "a b")]
    [InlineData("var l = new System.Collections.Generic.List<string>(); l.Add(\"a\"); foreach (var x in l) Use(x);", "a")]
    [InlineData("var l = new System.Collections.Generic.List<string> { \"a\" }; Use(l[0]);", "a")]
    [InlineData("var l = new string[2]; l[0] = \"a\"; Use(l[1]);", "a")]
    [InlineData("var l = new[] { \"a\" }; Use(l[^1]);", "a")]
    [InlineData(
        "var d = new System.Collections.Generic.Dictionary<int, string> { [1] = \"a\" }; if (d.TryGetValue(1, out var x)) Use(x);", "a")]
    [InlineData("Out(out var x); Use(x);", "out")]
    [InlineData("var x = \"a\"; Ref(ref x); Use(x);", "a ref")]
    [InlineData("var x = Pick(); Use(x);", "a b")]
    [InlineData("var x = Pass(\"a\"); Pass(\"b\"); Use(x);", "a")]
    [InlineData("foreach (var x in Yield()) Use(x);", "y1 y2")]
    [InlineData("var x = PickAsync().Result; Use(x);", "async")]
    [InlineData("var h = new Holder { Model = \"a\" }; Use(h.Model);", "a")]
    [InlineData("var h = new Holder(); Use(h.Other);", "other")]
    [InlineData("var h = new Holder(); h.Model = \"a\"; Use(h.Model);", "a home")]
    [InlineData("var r = new Row(\"a\", 1) with { Model = \"b\" }; Use(r.Model);", "b")]
    [InlineData("var r = new Row(\"a\", 1) with { Count = 2 }; Use(r.Model);", "a")]
    [InlineData("var r = new { Model = \"a\" }; Use(r.Model);", "a")]
    [InlineData("Use(new Given(\"a\").Model);", "a")]
    [InlineData("Use(new Set().Model);", "set")]
    [InlineData("Use(_field);", "f1 f2")]
    [InlineData("string x = \"a\"; ref string r = ref x; r = \"b\"; Use(x);", "a b")]
    [InlineData("string x = \"a\"; void F() { x = \"b\"; } F(); Use(x);", "a b")]
    [InlineData("string x = \"a\"; System.Action f = () => Use(x); x = \"b\"; f();", "a b")]
    [InlineData("static string F(string s) => s; Use(F(\"a\"));", "a")]
    [InlineData("void F(string s) { Use(s); } F(\"a\"); F(\"b\");", "a b")]
    [InlineData("System.Func<string> f = () => \"a\"; Use(f());", "a")]
    [InlineData("var f = new System.Lazy<string>(() => \"a\"); Use(f.Value);", "a")]
    [InlineData("string x = \"a\"; System.Threading.Interlocked.Exchange(ref x, \"b\"); Use(x);", "b")]
    [InlineData("string x = \"a\"; System.Threading.Interlocked.CompareExchange(ref x, \"b\", null); Use(x);", "a b")]
    [InlineData("string x = \"a\"; try { x = \"b\"; Throw(); x = \"d\"; } catch { Use(x); }", "a b d")]
    [InlineData("string x = \"a\"; try { x = \"b\"; Throw(); } finally { x = \"d\"; } Use(x);", "d")]
    [InlineData("string x = \"a\"; try { x = \"b\"; Throw(); x = \"d\"; } finally { Throw(); } Use(x);", "d")]
    [InlineData("string x = \"a\"; try { x = \"b\"; } finally { Use(x); }", "a b")]
    [InlineData("string x = \"a\"; while (c) { Use(x); x = \"b\"; }", "a b")]
    [InlineData("string x = \"a\"; do { x = \"b\"; if (c) break; x = \"d\"; } while (n > 1); Use(x);", "b d")]
    [InlineData("for (var x = \"a\"; c; x = \"b\") Use(x);", "a b")]
    [InlineData("string x = \"a\"; switch (n) { case 1: x = \"b\"; goto case 2; case 2: Use(x); break; }", "a b")]
    [InlineData("string x = \"a\"; _ = c || (x = \"b\") is null; Use(x);", "a b")]
    [InlineData("string x = \"a\"; using (var s = new System.IO.MemoryStream()) { x = \"b\"; } Use(x);", "b")]
    [InlineData("string x = \"a\"; using var s = new System.IO.MemoryStream(); x = \"b\"; Use(x);", "b")]
    [InlineData("string x = \"a\"; lock (l) { x = c ? \"b\" : \"d\"; } Use(x);", "b d")]
    [InlineData("var x = \"a\"; x = c ? \"b\" : x; Use(x);", "a b")]
    [InlineData("string x = null!; x = x ?? \"b\"; Use(x);", "null b")]
    [InlineData("string x = null!, y = null!; while (c) { x = y; y = x; } Use(x);", "null")]
    [InlineData("var x = \"a\"; while (c) { x = c ? x : \"b\"; } Use(x);", "a b")]
    [InlineData("string x; string y = x = \"a\"; Use(y);", "a")]
    [InlineData("foreach (var x in System.Linq.Enumerable.Select(new[] { \"a\" }, s => s)) Use(x);", "a")]
    [InlineData("var x = new[] { \"a\" }.FirstOrDefault(); Use(x);", "a")]
    [InlineData("Use(p);", "p")]
    [InlineData("if (c) p = \"a\"; Use(p);", "a p")]
    [InlineData("p = \"a\"; Use(p);", "a")]
    [InlineData("p ??= \"a\"; Use(p);", "a p")]
    public void Every_form_leads_to_its_values(string code, string expected)
    {
        var source = $$"""
            #nullable disable
            using System.Linq;
            class C { static object l = new(); {{Members}}
            static void M(string p) { {{code}} } }
            """;
        var tree = CSharpSyntaxTree.ParseText(source, TestedProject.ParseOptions);
        var compilation = CSharpCompilation.Create(
            "Flow", [tree], TestedProject.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var model = compilation.GetSemanticModel(tree);
        var used = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Last(static call => call.Expression.ToString() == "Use");
        var call = (IInvocationOperation)model.GetOperation(used)!;
        var leaves = Sources.Of(call.Arguments[0].Value, null, CancellationToken.None)!;
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), leaves.Select(Text).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Text(FlowValue leaf)
        => (leaf.Operation.ConstantValue is { HasValue: true, Value: var value } ? value as string ?? "null"
            : leaf.Operation.Syntax.ToString())
            + (leaf.Part is null ? "" : "!" + leaf.Part.Kind);
}
