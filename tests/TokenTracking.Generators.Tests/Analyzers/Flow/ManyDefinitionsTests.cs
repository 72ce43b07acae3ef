using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Testing;
using Xunit;

namespace TokenTracking.Generators.Tests.Analyzers.Flow;

/// <summary>Variables with more definitions than a read lists by itself: reads share what they see, and see the same as with few.</summary>
public class ManyDefinitionsTests
{
    private const int Count = 20;

    [Theory]
    [InlineData("", "if (n == #) x = \"#\";", "", "start all")]
    [InlineData("", "x = \"#\";", "", "20")]
    [InlineData("", "if (n == #) x = \"#\";", "x = \"end\";", "end")]
    [InlineData("", "if (n == #) x = \"#\";", "if (c) x = \"end\";", "start all end")]
    [InlineData("", "if (n == #) x = \"#\";", "if (c) x = \"end\"; else x = \"else\";", "end else")]
    [InlineData("", "if (n == #) x = \"#\"; else if (c) x = x;", "", "start all")]
    [InlineData("", "Use(x); if (n == #) x = \"#\";", "Use(x);", "start all")]
    [InlineData("switch (n) {", "case #: x = \"#\"; break;", "}", "start all")]
    [InlineData("switch (n) {", "case #: x = \"#\"; break;", "default: x = \"end\"; break; }", "all end")]
    [InlineData("switch (n) {", "case #: x = \"#\"; Use(x); break;", "case 99: x = \"end\"; return; }", "start all")]
    [InlineData("while (c) {", "if (n == #) x = \"#\";", "}", "start all")]
    [InlineData("while (c) { Use(x);", "if (n == #) x = \"#\";", "}", "start all")]
    [InlineData("do {", "if (n == #) { x = \"#\"; continue; }", "x = \"end\"; } while (c);", "all end")]
    [InlineData("", "while (c) { x = \"#\"; if (n == #) break; }", "", "start all")]
    [InlineData("try {", "x = \"#\";", "} catch { Use(x); } x = x;", "start all")]
    [InlineData("try {", "x = \"#\";", "} catch { return; }", "20")]
    [InlineData("try {", "if (n == #) x = \"#\";", "} finally { n = 1; }", "start all")]
    [InlineData("try {", "if (n == #) x = \"#\";", "} finally { x = \"end\"; }", "end")]
    [InlineData("", "try { x = \"#\"; } catch { n = 1; }", "", "start all")]
    [InlineData("", "try { if (n == #) x = \"#\"; } finally { n++; }", "", "start all")]
    [InlineData("", "using (var s# = new System.IO.MemoryStream()) { if (n == #) x = \"#\"; }", "", "start all")]
    [InlineData("", "System.Action f# = () => x = \"#\"; f#();", "", "start all")]
    [InlineData("", "void F#() { x = \"#\"; } F#();", "", "start all")]
    [InlineData("", "if (n == #) x = \"#\";", "void F() { Use(x); } F();", "start all")]
    [InlineData("ref var y = ref x;", "if (n == #) y = \"#\";", "", "start all")]
    [InlineData("", "if (n == #) x ??= \"#\";", "", "start all")]
    [InlineData("var l = new System.Collections.Generic.List<string>();", "l.Add(\"#\");", "x = l[0];", "all")]
    [InlineData("var l = new System.Collections.Generic.List<string>();", "l.Add(\"#\");", "l = new() { x }; x = l[0];", "start")]
    [InlineData("var l = new string[99];", "l[#] = \"#\";", "x = l[0];", "all")]
    [InlineData("var h = new Holder();", "h.Text = \"#\";", "x = h.Text;", "home all")]
    [InlineData("", "l#: if (n == #) { x = \"#\"; goto l#; }", "", "start all")]
    [InlineData("", "Give(ref x, \"#\");", "", "start all")]
    [InlineData("", "if (n == #) (x, _) = (\"#\", 1);", "", "start all")]
    [InlineData("x = p;", "if (n == #) p = \"#\";", "x = p;", "p all")]
    [InlineData("", "if ((object)\"#\" is string y#) { x = y#; }", "", "start all")]
    [InlineData("", "foreach (var y# in new[] { \"#\" }) { x = y#; }", "", "start all")]
    [InlineData("", "_ = n == # && (x = \"#\") is null;", "", "start all")]
    [InlineData("", "lock (l) { if (n == #) x = \"#\"; }", "", "start all")]
    public void A_read_sees_all_of_them(string start, string repeated, string end, string expected)
    {
        var model = ModelOf(start, repeated, end);
        var used = Uses(model)[^1];
        var leaves = Sources.Of(used.Arguments[0].Value, null, CancellationToken.None)!;
        IEnumerable<string> all = Enumerable.Range(1, Count).Select(static number => number.ToString(CultureInfo.InvariantCulture));
        var texts = expected.Split(' ').SelectMany(word => word == "all" ? all : [word]).Distinct().ToList();
        var given = leaves.Select(Text).Distinct().ToList();
        Assert.Equal(texts.Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "Use(x); if (n == #) x = \"#\"; Use(x);", "")]
    [InlineData("while (c) {", "if (n == #) x = \"#\"; Use(x);", "}")]
    [InlineData("switch (n) {", "case #: Use(x); x = \"#\"; break;", "}")]
    [InlineData("try {", "x = \"#\";", "} catch { Use(x); } finally { Use(x); }")]
    [InlineData("", "System.Action f# = () => { x = \"#\"; Use(x); }; f#();", "")]
    [InlineData("", "if (n == #) p = \"#\"; Use(p);", "")]
    public void Reads_and_definitions_lead_to_each_other(string start, string repeated, string end)
    {
        var uses = Uses(ModelOf(start, repeated, end));
        var use = uses[uses.Count - 2];
        var body = BodyFlow.Of(use);
        var variable = use.Arguments[0].Value.DescendantsAndSelf().Select(static operation => operation switch
        {
            ILocalReferenceOperation local => (ISymbol)local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        }).First(static symbol => symbol is not null)!;
        Assert.True(body.DefinitionsOf(variable).Count >= Count);
        foreach (var definition in body.DefinitionsOf(variable))
        {
            var reads = body.ReadsReached(definition, CancellationToken.None);
            var expected = body.ReadsOf(variable)
                .Where(read => body.Reaching(read, variable, CancellationToken.None).Definitions.Contains(definition));
            Assert.Equal(expected, reads);
        }
    }

    private static SemanticModel ModelOf(string start, string repeated, string end)
    {
        var code = new StringBuilder();
        for (var i = 1; i <= Count; i++)
            code.AppendLine(repeated.Replace("#", $"{i}", StringComparison.Ordinal));
        var source = $$"""
            #nullable disable
            class Holder { public string Text { get; set; } = "home"; }
            class C
            {
                static object l = new(); static void Use(string s) { } static void Give(ref string s, string t) { s = t; }
                static void M(string p, int n, bool c) { var x = "start"; {{start}} {{code}} {{end}} Use(x); }
            }
            """;
        var tree = CSharpSyntaxTree.ParseText(source, TestedProject.ParseOptions);
        var compilation = CSharpCompilation.Create(
            "Flow", [tree], TestedProject.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return compilation.GetSemanticModel(tree);
    }

    private static List<IInvocationOperation> Uses(SemanticModel model)
        => [.. model.SyntaxTree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(static call => call.Expression.ToString() == "Use")
            .Select(call => (IInvocationOperation)model.GetOperation(call)!)];

    private static string Text(FlowValue leaf)
        => leaf.Operation.ConstantValue is { HasValue: true, Value: string text } ? text : leaf.Operation.Syntax.ToString();
}
