using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Corpus;
using TokenTracking.Generators.Corpus.Comparison;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Mutations;

/// <summary>
/// What happens where the generator loses one of its rules: each loss is seen, by the compiler, in the slots, or by a call.
/// </summary>
public sealed class MutationTests
{
    public static TheoryData<string> Names => [.. Mutation.All.Select(static mutation => mutation.Name)];

    private static readonly GeneratorRunOptions Options = new() { AllowUnsafe = true };

    private static readonly CSharpCompilation Project = Options.CreateCompilation(Probe.Source);

    [Fact]
    public void The_generator_as_it_is_passes_every_check()
        => Assert.True(Problems(null) is [], string.Join('\n', Problems(null)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_lost_rule_is_seen(string name)
    {
        var mutation = Mutation.All.Single(mutation => mutation.Name == name);

        var problems = Problems(mutation);

        Assert.True(problems.Any(problem => problem.SeenBy == mutation.SeenBy), $"without {name}: {string.Join('\n', problems)}");
    }

    private static List<(SeenBy SeenBy, string Problem)> Problems(Mutation? mutation)
    {
        CSharpGeneratorDriver.Create([MutableGenerator.Load(mutation).AsSourceGenerator()], parseOptions: Options.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(Project, out var output, out var failures);
        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        List<(SeenBy, string)> problems =
        [
            .. failures.Concat(emitted.Diagnostics).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(static diagnostic => (SeenBy.Compiler, diagnostic.ToString())),
        ];
        if (!emitted.Success)
            return problems;

        var comparison = new DecoratorComparison();
        foreach (var decorator in CompiledBatch.Load(image.ToArray()))
        {
            problems.AddRange(InterfaceSlots.FallenThrough(decorator).Select(static problem => (SeenBy.Slots, problem)));
            comparison.Compare(decorator);
        }

        problems.AddRange(comparison.Errors.Select(static problem => (SeenBy.Comparison, problem)));
        return problems;
    }
}
