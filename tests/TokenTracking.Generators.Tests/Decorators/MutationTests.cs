using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>What the emitter would get wrong if it lost one of its rules: each loss is seen, by the compiler or in the slots.</summary>
public sealed class MutationTests
{
    private const string Usings = """
        using System; using System.Diagnostics.CodeAnalysis; using System.Threading.Tasks; using TokenTracking;

        """;

    public static TheoryData<string, string, string, string> Mutations => new()
    {
        { "drop the cast to the declaring interface", "public interface IA { int M(); } public interface IB { int M(); } [TrackAiUsage] public interface I : IA, IB { }", "((global::IA)this._inner)", "this._inner" },
        { "drop scoped", "[TrackAiUsage] public interface I { Span<int> M(scoped Span<int> a, Span<int> b); }", "scoped ", "" },
        { "drop where T : default", "[TrackAiUsage] public interface I { T? M<T>(T? x); }", "where T : default", "" },
        { "drop where T : class", "[TrackAiUsage] public interface I { T? M<T>() where T : class; }", "where T : class", "" },
        { "drop the ref of a ref return", "[TrackAiUsage] public interface I { ref int M(); }", "=> ref ", "=> " },
        { "drop the argument's ref", "[TrackAiUsage] public interface I { Task<int> M(out int a); }", ".M(out a)", ".M(a)" },
        { "drop the explicit implementation", "[TrackAiUsage] public interface I { Type GetType(); }", "global::System.Type global::I.GetType()", "public global::System.Type GetType()" },
        { "drop the escape of a keyword", "[TrackAiUsage] public interface I { void M(int @event); }", "@event", "event" },
        { "drop the obsolete context of an obsolete error", "#pragma warning disable CS0619\n[TrackAiUsage] public interface I { [Obsolete(\"no\", true)] void M(); }", "[global::System.Obsolete]", "" },
        { "drop the pragma of an experimental member", "[TrackAiUsage] public interface I { [Experimental(\"EXP1\")] Task<int> M(); }", "#pragma warning disable EXP1", "" },
        { "drop what a setter allows", "[TrackAiUsage] public interface I { [AllowNull] string P { get; set; } }", "[global::System.Diagnostics.CodeAnalysis.AllowNullAttribute()]", "" },
        { "drop global::", "namespace Demo { namespace System { public class Nothing { } } [TrackAiUsage] public interface I { global::System.Guid M(); } }", "global::System.Guid", "System.Guid" },
        { "drop allows ref struct", "[TrackAiUsage] public interface I<T> where T : allows ref struct { T Get(); } static class Use { public static I<Span<int>> M(I<Span<int>> i, ITokenTracker t) => i.WithTokenTracking(t); }", "where T : allows ref struct", "" },
        { "drop a default member", "[TrackAiUsage] public interface I { int Cost() => 0; Task<int> Ask(); }", "int global::I.Cost()\n        => ((global::I)this._inner).Cost();", "" },
        { "drop a default property", "[TrackAiUsage] public interface I { int P => 0; Task<int> Ask(); }", "get => ((global::I)this._inner).P;", "get => 0;" },
    };

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_lost_rule_is_seen(string name, string source, string rule, string without)
    {
        var run = GeneratorRun.Of(Usings + source);
        Assert.Empty(Problems(run.Output));
        var file = run.Output.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("I.g.cs", StringComparison.Ordinal) || tree.FilePath.EndsWith("I`1.g.cs", StringComparison.Ordinal));
        var text = file.GetText().ToString();
        Assert.Contains(rule, text, StringComparison.Ordinal);

        var mutated = run.Output.ReplaceSyntaxTree(
            file, CSharpSyntaxTree.ParseText(text.Replace(rule, without, StringComparison.Ordinal), (CSharpParseOptions)file.Options, file.FilePath));

        Assert.True(Problems(mutated).Count > 0, name);
    }

    /// <summary>What the compiler says, and each slot that does not end in a forward of the decorator's own.</summary>
    private static List<string> Problems(Compilation compilation)
    {
        var problems = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(static diagnostic => diagnostic.ToString()).ToList();
        var declared = compilation.GetSymbolsWithName(static name => name is "I" or "TrackedI", SymbolFilter.Type).OfType<INamedTypeSymbol>().ToArray();
        var (type, decorator) = (declared.Single(static symbol => symbol.Name == "I"), declared.Single(static symbol => symbol.Name == "TrackedI"));
        foreach (var member in type.GetMembers().Where(static member => member is { IsStatic: false } and (IMethodSymbol or IPropertySymbol)))
        {
            var slot = decorator.AllInterfaces.First(implemented => implemented.Name == "I").GetMembers(member.Name).First();
            var filled = decorator.FindImplementationForInterfaceMember(slot);
            if (filled is null || !SymbolEqualityComparer.Default.Equals(filled.ContainingType, decorator))
                problems.Add($"{member} falls through to the interface");
            else if (!filled.DeclaringSyntaxReferences[0].GetSyntax().ToString().Contains("_inner", StringComparison.Ordinal))
                problems.Add($"{member} does not reach the inner object");
        }

        return problems;
    }
}
