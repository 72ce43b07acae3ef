using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT00xx;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Names that two assemblies declare: what cannot be named is refused alone, and everything else is generated.</summary>
public sealed class NameClashTests
{
    private const string Shared =
        "namespace N { public interface IShared { System.Threading.Tasks.Task<TokenTracking.LlmResult> Ask(); } }";

    private const string Fine =
        "namespace M { [TokenTracking.TrackAiUsage] public interface IFine { "
        + "System.Threading.Tasks.Task<TokenTracking.LlmResult> Ask(); } }";

    [Fact]
    public async Task A_linked_source_file_is_tracked_by_the_project_that_has_it()
    {
        var options = With(Library("A", Shared));

        var run = GeneratorRun.Unchecked(
            options, Fine,
            "#pragma warning disable CS0436\n" + Shared.Replace("public", "[TokenTracking.TrackAiUsage] public", StringComparison.Ordinal));

        AssertGenerated(run, "M.IFine.g.cs", "N.IShared.g.cs");
        Assert.Empty(await Reported(options, run));
    }

    [Fact]
    public async Task A_name_of_two_references_is_refused_alone()
    {
        var options = With(Library("A", Shared), Library("B", Shared), Library("C", "public interface IOther { "
            + "System.Threading.Tasks.Task<TokenTracking.LlmResult> Ask(N.IShared shared); }", Library("A", Shared)));

        var run = GeneratorRun.Unchecked(options, Fine, "[assembly: TokenTracking.TrackAiUsage(typeof(IOther))]");

        AssertGenerated(run, "M.IFine.g.cs");
        Assert.Equal(["TT0007"], await Reported(options, run));
    }

    [Fact]
    public void Two_aliases_of_one_name_are_two_decorators()
    {
        var options = With(Library("A", Shared).WithAliases(["first"]), Library("B", Shared).WithAliases(["second"]));

        var run = GeneratorRun.Unchecked(options, Fine, """
            extern alias first; extern alias second;
            [assembly: TokenTracking.TrackAiUsage(typeof(first::N.IShared))]
            [assembly: TokenTracking.TrackAiUsage(typeof(second::N.IShared))]
            """);

        Assert.Equal(3, run.Files.Keys.Count(static file => file.EndsWith(".g.cs", StringComparison.Ordinal)
            && !file.StartsWith("TokenTracking.", StringComparison.Ordinal) && !file.StartsWith("Microsoft.", StringComparison.Ordinal)));
        Assert.Empty(Errors(run));
    }

    [Fact]
    public void Names_that_differ_by_case_in_two_assemblies_are_two_files()
    {
        var options = With(
            Library("A", Shared),
            Library("B", "namespace n { public interface ISHARED { System.Threading.Tasks.Task<TokenTracking.LlmResult> Ask(); } }"));

        var run = GeneratorRun.Unchecked(options, Fine, """
            [assembly: TokenTracking.TrackAiUsage(typeof(N.IShared))]
            [assembly: TokenTracking.TrackAiUsage(typeof(n.ISHARED))]
            """);

        Assert.Empty(Errors(run));
        Assert.Contains("TrackedShared", string.Concat(run.Files.Values), StringComparison.Ordinal);
        Assert.Contains("TrackedSHARED", string.Concat(run.Files.Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("namespace N { public class TrackedShared { } }")]
    [InlineData("namespace N { internal struct TrackedShared { } }")]
    [InlineData("namespace N.TrackedShared { public class C { } }")]
    public void A_name_of_a_decorator_that_is_taken_is_left_to_who_has_it(string taken)
    {
        var run = GeneratorRun.Unchecked(
            With(Library("A", Shared)), Fine, taken, "[assembly: TokenTracking.TrackAiUsage(typeof(N.IShared))]");

        Assert.Empty(Errors(run));
        AssertGenerated(run, "M.IFine.g.cs", "N.IShared.g.cs");
    }

    [Fact]
    public void A_taken_name_stays_the_same_in_the_next_run()
    {
        var first = GeneratorRun.Unchecked(new GeneratorRunOptions(), Fine);
        var second = GeneratorRun.Unchecked(new GeneratorRunOptions(), Fine, first.Files["M.IFine.g.cs"]);

        Assert.Equal(first.Files["M.IFine.g.cs"], second.Files["M.IFine.g.cs"]);
    }

    private static GeneratorRunOptions With(params MetadataReference[] references)
        => new() { References = [.. TestReferences.Consumer, .. references] };

    private static MetadataReference Library(string name, string source, params MetadataReference[] references)
        => GeneratorRun.Of(
            new GeneratorRunOptions { AssemblyName = name, References = [.. TestReferences.Consumer, .. references] }, source)
            .ToReference();

    private static void AssertGenerated(GeneratorRun run, params string[] files)
    {
        Assert.Empty(Errors(run));
        Assert.All(files, file => Assert.Contains(file, run.Files.Keys));
    }

    private static IEnumerable<string> Errors(GeneratorRun run) => run.Output.GetDiagnostics()
        .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id is not "CS8981")
        .Select(static diagnostic => diagnostic.ToString());

    private static async Task<IEnumerable<string>> Reported(GeneratorRunOptions options, GeneratorRun run)
        => (await ((Microsoft.CodeAnalysis.CSharp.CSharpCompilation)run.Output).WithAnalyzers([new TrackAiUsageAnalyzer()])
            .GetAnalyzerDiagnosticsAsync()).Select(static diagnostic => diagnostic.Id);
}
