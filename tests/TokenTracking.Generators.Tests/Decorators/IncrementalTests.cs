using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Decorators;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Decorators;

public sealed class IncrementalTests
{
    private const string Model = """
        using System.Threading.Tasks;
        using TokenTracking;

        public partial interface IBase { Task<LlmResult> A(); }

        [TrackAiUsage] public interface IModel : IBase { Task<LlmResult> B(); }
        [TrackAiUsage] public interface IOther { Task<LlmResult> C(); }
        """;

    [Fact]
    public void An_unrelated_edit_changes_no_model_and_emits_nothing()
    {
        var (run, result) = Edit("class Unrelated { }", "class Unrelated { int x; }");

        Assert.NotEmpty(IncrementalSteps.ReasonsOf(result, StepNames.Attributed));
        IncrementalSteps.AssertAllCached(result);
        Assert.Equal(run.Files.Count, result.Results.Single().GeneratedSources.Length);
    }

    [Fact]
    public void An_unrelated_edit_beside_a_thousand_interfaces_emits_nothing()
    {
        const int Count = 1000;
        var interfaces = string.Concat(
            Enumerable.Range(0, Count)
                .Select(static i =>
                    $"[TokenTracking.TrackAiUsage] public interface IModel{i} {{ System.Threading.Tasks.Task<TokenTracking.LlmResult> A(); "
                    + $"}}\n"));
        var options = new GeneratorRunOptions();
        var run = GeneratorRun.Unchecked(options, "class Unrelated { }", interfaces);

        var result = run.Driver.RunGenerators(options.CreateCompilation("class Unrelated { int x; }", interfaces)).GetRunResult();

        Assert.Equal(Count, IncrementalSteps.ReasonsOf(result, StepNames.Attributed).Count);
        IncrementalSteps.AssertAllCached(result);
    }

    [Fact]
    public void A_relevant_edit_in_another_file_emits_one_file_again()
    {
        var (run, result) = Edit(
            "public partial interface IBase { }", "public partial interface IBase { Task<TokenTracking.LlmResult> D(); }");

        Assert.Equal(
            [true, false],
            IncrementalSteps.ReasonsOf(result, StepNames.Attributed).Select(static reason => reason == IncrementalStepRunReason.Modified));
        var changed = result.Results.Single().GeneratedSources.Where(file => file.SourceText.ToString() != run.Files[file.HintName]);
        Assert.Equal("IModel.g.cs", Assert.Single(changed).HintName);
    }

    [Fact]
    public void An_interface_in_a_referenced_assembly_is_tracked_here_too()
    {
        var library = GeneratorRun.Of(new GeneratorRunOptions { AssemblyName = "Library" }, Model);
        var options = new GeneratorRunOptions { References = [.. TestReferences.Consumer, library.ToReference()] };

        var run = GeneratorRun.Of(options, "class Empty { }");

        Assert.Contains("IModel.g.cs", run.Files.Keys);
        Assert.Contains("TokenTracking.Providers.ILlmProvider.g.cs", run.Files.Keys);
    }

    [Fact]
    public void Assemblies_that_see_each_others_internals_do_not_clash()
    {
        var library = GeneratorRun.Of(
            new GeneratorRunOptions { AssemblyName = "Library" },
            Model, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Consumer\")]");
        var options = new GeneratorRunOptions { References = [.. TestReferences.Consumer, library.ToReference()] };

        var run = GeneratorRun.Of(options, """
            using Microsoft.Extensions.DependencyInjection;
            using TokenTracking;
            static class Use
            {
                public static IModel Track(IModel model, ITokenTracker tracker) => model.WithTokenTracking(tracker);
                public static object Make(IModel model, ITokenTracker tracker) => new TrackedModel(model, tracker);
                public static IServiceCollection Add(IServiceCollection services) => services.TrackAiProviders();
            }
            """);

        Assert.Contains("IModel.g.cs", run.Files.Keys);
    }

    private static (GeneratorRun Run, GeneratorDriverRunResult Result) Edit(string before, string after)
    {
        var run = GeneratorRun.Of("using System.Threading.Tasks;\n" + before, Model);
        var tree = run.Output.SyntaxTrees.First();
        var edited = tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From("using System.Threading.Tasks;\n" + after));
        var compilation = new GeneratorRunOptions().CreateCompilation().AddSyntaxTrees(edited, run.Output.SyntaxTrees.ElementAt(1));
        return (run, run.Driver.RunGenerators(compilation).GetRunResult());
    }
}
