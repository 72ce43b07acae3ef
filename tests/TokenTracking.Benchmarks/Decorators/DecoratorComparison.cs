using System.Globalization;
using TokenTracking.Testing;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>The targets of the generated decorator: all variants around the same inner object and the same counting sink, each with the same
/// two timestamps and the same reading of what comes back.</summary>
internal sealed class DecoratorComparison
{
    private const int StreamItems = 1000;
    private const int Direct = 0;
    private const int Generated = 1;
    private const int ByHand = 2;
    private const int Proxy = 3;

    private static readonly string[] Variants = ["direct", "generated", "by hand, async", "DispatchProxy", "Castle"];

    private readonly Model _inner = new();
    private readonly CountingTracker _sink = new();
    private readonly TextWriter _output;
    private readonly double _timestamps;

    private DecoratorComparison(TextWriter output)
    {
        _output = output;
        _timestamps = Timestamps();
    }

    /// <summary>Prints what a call of each shape costs with each variant, and what a variant takes beyond the direct call and the timestamps:
    /// its overhead, and the share that the generated one has of the others'.</summary>
    /// <returns>True where every target is met.</returns>
    public static bool Run(TextWriter output)
    {
        var comparison = new DecoratorComparison(output);
        var met = comparison.Run();
        using (TrackingScope.Begin(project: "p"))
            comparison.Measure("completed, in a scope", 2000, static model => Await(model.Completed("p")));
        return met;
    }

    private bool Run()
    {
        Say($"The two timestamps of a call: {_timestamps:F1} ns.");
        Say($"{"",-22}{string.Concat(Variants.Select(static name => $"{name,22}"))}{"overhead of by hand",22}{"of proxy",10}");
        // Not one of them is short-circuited, so that each line is printed.
        return IsFarAhead(Measure("completed task", 2000, static model => Await(model.Completed("p"))))
            & IsLevel(Measure("asynchronous task", 1000, model =>
            {
                var task = model.Asynchronous("p");
                _inner.Answer();
                Await(task);
            }))
            & IsLevel(Measure("value task", 2000, static model => Await(model.Value("p"))))
            & IsLevel(Measure("synchronous", 2000, static model => model.Now("p")))
            & IsLevel(Measure("stream of 1,000", 10, static model => Await(Enumerate(model))));
    }

    /// <summary>The call that most mocks, caches and tests make, and the least that a decorator can cost.</summary>
    private bool IsFarAhead(Cost[] costs)
    {
        var own = Overhead(costs, Generated);
        return Target(own <= 0.4 * Overhead(costs, ByHand), "at most 0.4 of the overhead by hand")
            & Target(own <= 0.2 * Overhead(costs, Proxy), "at most 0.2 of the proxy's overhead")
            & Target(costs[Generated].Bytes == 0, "no allocation");
    }

    /// <summary>Where the one by hand has to do the same, the generated one is not noticeably slower.</summary>
    private bool IsLevel(Cost[] costs)
        => Target(costs[Generated].Nanoseconds <= 1.15 * costs[ByHand].Nanoseconds, "at most 1.15 of the time by hand")
            & Target(costs[Generated].Nanoseconds < costs[Proxy].Nanoseconds, "quicker than the proxy");

    private bool Target(bool isMet, string target)
    {
        if (!isMet)
            _output.WriteLine("  missed: " + target);
        return isMet;
    }

    [NotTracked("the variants are measured, not used")]
    private Cost[] Measure(string shape, int calls, Action<IModel> call)
    {
        IModel[] models =
        [
            _inner, _inner.WithTokenTracking(_sink), new HandWritten(_inner, _sink), Dispatched.Over(_inner, _sink), Intercepting.Over(_inner, _sink),
        ];
        var costs = Turns.Of([.. models.Select(model => (Action)(() => call(model)))], calls);
        var own = Overhead(costs, Generated);
        Say($"{shape,-22}{string.Concat(costs.Select(static cost => Text(cost)))}{own / Overhead(costs, ByHand),21:F2}x{own / Overhead(costs, Proxy),9:F2}x");
        return costs;

        static string Text(Cost cost) => string.Create(CultureInfo.InvariantCulture, $"{cost.Nanoseconds,12:F1} ns {cost.Bytes,4:F0} B");
    }

    private double Overhead(Cost[] costs, int variant) => costs[variant].Nanoseconds - costs[Direct].Nanoseconds - _timestamps;

    /// <summary>What every variant pays.</summary>
    private static double Timestamps()
    {
        var clock = TimeProvider.System;
        var duration = TimeSpan.Zero;
        var costs = Turns.Of([static () => { }, () => duration = clock.GetElapsedTime(clock.GetTimestamp())], 2000);
        return costs[1].Nanoseconds - costs[0].Nanoseconds;
    }

    private static void Await<TResult>(Task<TResult> task) => _ = task.GetAwaiter().GetResult();

    private static void Await<TResult>(ValueTask<TResult> task) => _ = task.GetAwaiter().GetResult();

    private static async Task<int> Enumerate(IModel model)
    {
        var count = 0;
        await foreach (var _ in model.Stream(StreamItems).ConfigureAwait(false))
            count++;
        return count == StreamItems ? count : throw new InvalidOperationException("An item is missing.");
    }

    private void Say(FormattableString line) => _output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
