using TokenTracking.Calls;
using TokenTracking.Generators.Corpus;

namespace TokenTracking.Admission.Tests;

/// <summary>The corpus with the step before the call switched on, under a tracker that admits nothing: nothing changes.</summary>
public sealed class AdmittedCorpusTests
{
    private const int Step = 60;

    [Fact]
    public void Decorators_that_ask_first_behave_as_what_they_decorate()
    {
        CallAdmission.Require();
        var run = new CorpusRun();
        var names = run.Names.Where(static (name, i) => i % Step == 0
            || name.StartsWith("Microsoft.Extensions.AI.Abstractions:", StringComparison.Ordinal)
            || name.StartsWith("Anthropic: Anthropic.Services.IM", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

        run.Run(names);

        Assert.Empty(run.Errors);
        Assert.True(run.Comparison.Errors.Count == 0, string.Join("\n", run.Comparison.Errors.Take(20)));
        Assert.InRange(run.Comparison.Calls, 500, int.MaxValue);
    }
}
