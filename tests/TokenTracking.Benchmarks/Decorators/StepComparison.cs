using System.Globalization;
using TokenTracking.Testing;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>What the step before the call costs while no tracker admits calls: the generated decorator against itself without the
/// step.</summary>
internal static class StepComparison
{
    private const int Calls = 2000;

    /// <summary>Prints the difference for each shape.</summary>
    /// <param name="output">Where to print it.</param>
    /// <returns>True if every target is met; otherwise, false.</returns>
    [NotTracked("the variants are measured, not used")]
    public static bool Run(TextWriter output)
    {
        var (inner, sink) = (new Model(), new CountingTracker());
        IModel with = inner.WithTokenTracking(sink);
        IModel without = new WithoutStep(inner, sink);
        return Measure("completed task", 1, static model => _ = model.Completed("p").GetAwaiter().GetResult())
            & Measure("synchronous", 1, static model => model.Now("p"))
#pragma warning disable CA2012 // The value task has completed: what is measured is the way without a Task.
            & Measure("value task", 3, static model => _ = model.Value("p").GetAwaiter().GetResult());
#pragma warning restore CA2012

        bool Measure(string shape, double most, Action<IModel> call)
        {
            var costs = Turns.Of([() => call(with), () => call(without)], Calls);
            var (time, bytes) = (costs[0].Nanoseconds - costs[1].Nanoseconds, costs[0].Bytes - costs[1].Bytes);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  step before the call, {shape}: {costs[0].Nanoseconds:F1} against {costs[1].Nanoseconds:F1} ns, {time:+0.0;-0.0} ns"
                + $" (at most {most}), {bytes:F0} B"));
            return time <= most && bytes <= 0;
        }
    }
}
