using TokenTracking.Generators.Corpus;

namespace TokenTracking.Generators.Tests.Corpus;

/// <summary>The fast part of the corpus: every SDK interface that carries usage, and every thirtieth of all others.</summary>
public sealed class CorpusSampleTests
{
    private const int Step = 30;

    [Fact]
    public void A_sample_of_the_corpus_compiles_and_becomes_what_is_expected()
    {
        var expected = Expectations.Read();
        var names = expected.Keys.Where((name, i) => i % Step == 0
            || name.StartsWith("Microsoft.Extensions.AI.Abstractions:", StringComparison.Ordinal)
            || name.StartsWith("Anthropic: Anthropic.Services.IM", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var run = new CorpusRun();

        run.Run(names);

        Assert.Empty(run.Errors);
        Assert.Empty(Expectations.Compare(
            expected.Where(line => names.Contains(line.Key)).ToDictionary(), run.Lines.ToDictionary()));
        Assert.InRange(expected.Count, 1900, int.MaxValue);
    }
}
