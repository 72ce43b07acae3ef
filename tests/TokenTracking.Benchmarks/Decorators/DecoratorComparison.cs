using System.Diagnostics;
using System.Globalization;
using TokenTracking.Testing;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>All variants side by side in one process, around the same inner object and the same counting sink.</summary>
internal static class DecoratorComparison
{
    private const int Rounds = 200;
    private const int StreamItems = 1000;

    private static readonly (string Name, int Calls, Action<IModel> Call)[] Shapes =
    [
        ("completed task", 5000, static model => Check(model.Completed("p"))),
        ("asynchronous task", 1000, static model => Check(model.Asynchronous("p"))),
        ("value task", 5000, static model => Check(model.Value("p").AsTask())),
        ("synchronous", 5000, static model => model.Now("p")),
        ("stream of 1,000", 10, static model => Check(Enumerate(model))),
    ];

    /// <summary>Prints nanoseconds and bytes of one call; the quickest of many rounds, which another process disturbs least.</summary>
    /// <returns>True where a completed task costs no allocation.</returns>
    [NotTracked("the variants are measured, not used")]
    public static bool Run(TextWriter output)
    {
        var tracker = new CountingTracker();
        var inner = new Model();
        (string Name, IModel Model)[] variants =
        [
            ("direct", inner),
            ("generated", inner.WithTokenTracking(tracker)),
            ("by hand, async", new HandWritten(inner, tracker)),
            ("DispatchProxy", Dispatched.Over(inner, tracker)),
            ("Castle", Intercepting.Over(inner, tracker)),
        ];

        var allocated = 0.0;
        output.WriteLine($"{"",-20}{string.Concat(variants.Select(static variant => $"{variant.Name,24}"))}");
        foreach (var (shape, calls, call) in Shapes)
        {
            var results = Measure([.. variants.Select(static variant => variant.Model)], calls, call);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{shape,-20}{string.Concat(results.Select(static result => string.Create(CultureInfo.InvariantCulture, $"{result.Nanoseconds,14:F0} ns {result.Bytes,5:F0} B")))}"));
            if (shape == Shapes[0].Name)
                allocated = results[1].Bytes - results[0].Bytes;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"timestamps of a call: {Timestamps():F0} ns"));
        return allocated == 0;
    }

    // Turn by turn, so that whatever slows the machine slows each of them.
    private static (double Nanoseconds, double Bytes)[] Measure(IModel[] models, int calls, Action<IModel> call)
    {
        var results = new (double Nanoseconds, double Bytes)[models.Length];
        Array.Fill(results, (double.MaxValue, double.MaxValue));
        for (var round = -3; round < Rounds; round++)
        {
            for (var i = 0; i < models.Length; i++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                var start = Stopwatch.GetTimestamp();
                for (var made = 0; made < calls; made++)
                    call(models[i]);
                var elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
                var bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / calls;
                // The first rounds are the compiler's.
                if (round >= 0)
                    results[i] = (Math.Min(results[i].Nanoseconds, elapsed), Math.Min(results[i].Bytes, bytes));
            }
        }

        return results;
    }

    /// <summary>What every variant pays: the time of the call and its two timestamps.</summary>
    private static double Timestamps()
    {
        const int Calls = 20_000;
        var clock = TimeProvider.System;
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Calls; i++)
            {
                _ = clock.GetUtcNow();
                _ = clock.GetElapsedTime(clock.GetTimestamp());
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls);
        }

        return best;
    }

    private static void Check<TResult>(Task<TResult> task)
    {
        if (task.GetAwaiter().GetResult() is null)
            throw new InvalidOperationException("The inner object answers every call.");
    }

    private static async Task<object> Enumerate(IModel model)
    {
        var count = 0;
        await foreach (var _ in model.Stream(StreamItems).ConfigureAwait(false))
            count++;
        return count == StreamItems ? model : throw new InvalidOperationException("An item is missing.");
    }
}
