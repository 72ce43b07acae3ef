using System.Globalization;
using TokenTracking.Testing;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>The targets of the generated decorator: all variants around the same inner object and the same counting sink, each with the
/// same
/// two timestamps and the same reading of what comes back.</summary>
internal sealed class DecoratorComparison(TextWriter output)
{
    private const int StreamItems = 1000;
    private const int Direct = 0;
    private const int Generated = 1;
    private const int ByHand = 2;
    private const int Proxy = 3;
    private const int Timestamps = 5;
    private const int Nothing = 6;

    private static readonly string[] Variants = ["direct", "generated", "by hand, async", "DispatchProxy", "Castle"];

    private readonly Model _inner = new();
    private readonly CountingTracker _sink = new();
    private TimeSpan _duration;

    /// <summary>Prints what a call of each shape costs with each variant, and the overheads: what is left of that without the direct call
    /// and
    /// the two timestamps.</summary>
    /// <returns>True where every target is met.</returns>
    public static bool Run(TextWriter output)
    {
        var comparison = new DecoratorComparison(output);
        comparison.Say(
            $"{"",-22}{string.Concat(Variants.Select(static name => $"{name,22}"))}{"overhead: generated",21}{"by hand",9}{"proxy",8}");
        var met = comparison.Run();
        using (TrackingScope.Begin(project: "p"))
            comparison.Measure("completed, in a scope", 2000, static model => Await(model.Completed("p")));
        return met;
    }

    // Not one of them is short-circuited, so that each line is printed.
    private bool Run()
        => IsFarAhead(Measure("completed task", 2000, static model => Await(model.Completed("p"))))
            & IsLevel(Measure("asynchronous task", 1000, model =>
            {
                var task = model.Asynchronous("p");
                _inner.Answer();
                Await(task);
            }))
            & IsLevel(Measure("value task", 2000, static model => Await(model.Value("p"))))
            & IsLevel(Measure("synchronous", 2000, static model => model.Now("p")))
            & IsLevel(Measure("stream of 1,000", 10, static model => Await(Enumerate(model))));

    /// <summary>The least that a decorator can cost: nothing is waited for.</summary>
    private bool IsFarAhead(Cost[] costs)
    {
        var (ofByHand, ofProxy) = (Overhead(costs, Generated) / Overhead(costs, ByHand),
            Overhead(costs, Generated) / Overhead(costs, Proxy));
        Say($"  its overhead is {ofByHand:F2} of the one by hand (at most 0.4) and {ofProxy:F2} of the proxy's (at most 0.2)");
        return ofByHand <= 0.4 & ofProxy <= 0.2 & Target(costs[Generated].Bytes == 0, "no allocation");
    }

    /// <summary>Where the one by hand has to do the same, the generated one is not noticeably slower.</summary>
    private bool IsLevel(Cost[] costs)
        => Target(costs[Generated].Nanoseconds <= 1.2 * costs[ByHand].Nanoseconds, "at most 1.2 of the time by hand")
            & Target(costs[Generated].Nanoseconds < costs[Proxy].Nanoseconds, "quicker than the proxy");

    private bool Target(bool isMet, string target)
    {
        if (!isMet)
            output.WriteLine("  missed: " + target);
        return isMet;
    }

    [NotTracked("the variants are measured, not used")]
    private Cost[] Measure(string shape, int calls, Action<IModel> call)
    {
        IModel[] models =
        [
            _inner, _inner.WithTokenTracking(_sink), new HandWritten(_inner, _sink), Dispatched.Over(_inner, _sink),
            Intercepting.Over(_inner, _sink),
        ];
        var clock = TimeProvider.System;
        var costs = Turns.Of(
            [.. models.Select(model => (Action)(() => call(model))), () => _duration = clock.GetElapsedTime(clock.GetTimestamp()),
                static () => { }], calls);
        var texts = costs.Take(Variants.Length)
            .Select(static cost => string.Create(CultureInfo.InvariantCulture, $"{cost.Nanoseconds,12:F1} ns {cost.Bytes,4:F0} B"));
        var (generated, byHand, proxy) = (Overhead(costs, Generated), Overhead(costs, ByHand), Overhead(costs, Proxy));
        Say($"{shape,-22}{string.Concat(texts)}{generated,18:F1} ns{byHand,6:F1} ns{proxy,5:F1} ns");
        return costs;
    }

    private static double Overhead(Cost[] costs, int variant)
        => costs[variant].Nanoseconds - costs[Direct].Nanoseconds - (costs[Timestamps].Nanoseconds - costs[Nothing].Nanoseconds);

    private static void Await<TResult>(Task<TResult> task) => _ = task.GetAwaiter().GetResult();

    private static void Await<TResult>(ValueTask<TResult> task) => _ = task.GetAwaiter().GetResult();

    private static async Task<int> Enumerate(IModel model)
    {
        var count = 0;
        await foreach (var _ in model.Stream(StreamItems).ConfigureAwait(false))
            count++;
        return count == StreamItems ? count : throw new InvalidOperationException("An item is missing.");
    }

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
