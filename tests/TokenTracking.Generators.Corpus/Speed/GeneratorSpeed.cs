using System.Globalization;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Decorators;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>How long the generator takes, cold and after an edit, beside its parser alone and beside the compiler's search alone.</summary>
internal static class GeneratorSpeed
{
    private const int Rounds = 15;
    private const double MostTimesTheParser = 1.5;

    private static readonly int[] Counts = [10, 100, 1000];

    /// <summary>Measures and prints.</summary>
    /// <returns>True where every bound is kept.</returns>
    public static bool Run(TextWriter output)
    {
        // The compiler itself has to be warm: its first run costs more than the generator's.
        Measure(20, TextWriter.Null);
        return Counts.All(count => Measure(count, output));
    }

    private static bool Measure(int count, TextWriter output)
    {
        var whole = new SpeedProject(new TrackAiUsageGenerator(), count);
        var parser = new SpeedProject(new ParserAlone(), count);
        var finder = new SpeedProject(new FinderAlone(), count);
        SpeedProject[] projects = [whole, parser, finder];
        var cold = projects.Select(static project => project.Cold()).ToArray();
        var rounds = Alternating(projects, static project => project.AfterUnrelatedEdit());
        var unrelated = Medians(rounds);
        var related = Medians(Alternating(projects, static project => project.AfterRelatedEdit()));
        var (isCached, isOneChanged) = Steps(count);

        // Round by round: the two runs of one round meet the machine in one state.
        var times = Median(rounds[0].Zip(rounds[1], static (all, some) => all / some));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,5} interfaces, in ms: whole, parser alone, search alone"));
        Print(output, "cold", cold);
        Print(output, "unrelated edit", unrelated);
        Print(output, "related edit", related);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"      unrelated edit: {times:F2} times the parser alone (at most {MostTimesTheParser}), {Said(isCached)}; related "
                + $"edit: {Said(isOneChanged)}"));
        return isCached && isOneChanged && (count < 1000 || times <= MostTimesTheParser);
    }

    // In a project of its own: what a step did is only known to a driver that keeps it, which takes time.
    private static (bool AfterUnrelatedEdit, bool AfterRelatedEdit) Steps(int count)
    {
        var project = new SpeedProject(new TrackAiUsageGenerator(), count, tracksSteps: true);
        project.Cold();
        project.AfterUnrelatedEdit();
        var isCached = IsCached(project.Result, count, changed: 0);
        project.AfterRelatedEdit();
        return (isCached, IsCached(project.Result, count, changed: 1));
    }

    private static void Print(TextWriter output, string what, double[] times)
        => output.WriteLine(
            $"      {what,-14} {string.Join(", ", times.Select(static time => time.ToString("F1", CultureInfo.InvariantCulture)))}");

    private static string Said(bool isAsExpected) => isAsExpected ? "emitted as expected" : "EMITTED MORE OR LESS THAN EXPECTED";

    /// <summary>The times of each project in rounds in which they take turns: what slows the machine down slows all of them down.</summary>
    private static List<double>[] Alternating(SpeedProject[] projects, Func<SpeedProject, double> run)
    {
        var times = projects.Select(static _ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < projects.Length; i++)
                times[(i + round) % projects.Length].Add(run(projects[(i + round) % projects.Length]));
        }

        return times;
    }

    private static double[] Medians(List<double>[] times) => [.. times.Select(static of => Median(of))];

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    /// <summary>True where as many models changed, and as many files were emitted again, and no more.</summary>
    private static bool IsCached(GeneratorDriverRunResult result, int count, int changed)
    {
        var run = result.Results.Single();
        var models = run.TrackedSteps[StepNames.Attributed].SelectMany(static step => step.Outputs).Select(static output => output.Reason)
            .ToArray();
        var emitted = run.TrackedOutputSteps.SelectMany(static steps => steps.Value).SelectMany(static step => step.Outputs)
            .Count(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        return models.Length == count
            && models.Count(static reason => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)
                == count - changed
            && emitted == changed && run.GeneratedSources.Length >= count;
    }
}
