using TokenTracking.Generators.Corpus;

namespace TokenTracking.Generators.Tests.Corpus;

/// <summary>The fast part of the corpus: every SDK interface that carries usage, and every thirtieth of all others.</summary>
public sealed class CorpusSampleTests
{
    private const int Step = 30;

    [Fact]
    public void The_decorators_of_a_large_client_are_short()
    {
        var lines = new CorpusRun().Print("Anthropic: Anthropic.IAnthropicClient").Split('\n');

        // Without the step before the call.
        var others = lines.Count(static line => !line.Contains("Held(", StringComparison.Ordinal)
            && !line.Contains(".IsHeld)", StringComparison.Ordinal) && !line.Contains(".Enter())", StringComparison.Ordinal));

        Assert.InRange(others, 600, 1206);
    }

    [Fact]
    public void A_sample_of_the_corpus_compiles_becomes_what_is_expected_and_behaves_as_what_it_decorates()
    {
        var expected = Expectations.Own.Read();
        var names = expected.Keys.Where((name, i) => i % Step == 0
            || name.StartsWith("Microsoft.Extensions.AI.Abstractions:", StringComparison.Ordinal)
            || name.StartsWith("Anthropic: Anthropic.Services.IM", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var run = new CorpusRun();

        run.Run(names);

        Assert.Empty(run.Errors);
        Assert.True(run.Comparison.Errors.Count == 0, string.Join("\n", run.Comparison.Errors.Take(20)));
        Assert.Empty(run.Comparison.Uncompared.Keys.Except(Expectations.Own.ReadUncompared().Keys, StringComparer.Ordinal));
        Assert.InRange(run.Comparison.Calls, 1000, int.MaxValue);
        Assert.Empty(Expectations.Compare(
            expected.Where(line => names.Contains(line.Key)).ToDictionary(), run.Lines.ToDictionary()));
        Assert.InRange(expected.Count, 1900, int.MaxValue);
    }
}
