using System.Globalization;
using TokenTracking.Generated;
using TokenTracking.Providers;
using TokenTracking.Testing;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>What several layers cost that see the same call.</summary>
/// <remarks>In a process where no layer asks for others, and then in the same process with such layers: there is no way back.</remarks>
internal static class LayersComparison
{
    private const int Calls = 2000;
    private const int RecordedCalls = 20;

    /// <summary>Prints what a completed call costs, and what the layers add to it.</summary>
    /// <returns>True if every target is met.</returns>
    [NotTracked("the variants are measured, not used")]
    public static async Task<bool> RunAsync(TextWriter output)
    {
        var directory = Directory.CreateTempSubdirectory("token-tracking-");
        try
        {
            var options = new TokenTrackingOptions { JournalDirectory = directory.FullName, WriteInterval = TimeSpan.FromHours(1) };
            var tracker = new TokenTracker(new InMemoryUsageStore(), options);
            await using (tracker.ConfigureAwait(false))
                return Run(output, tracker);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [NotTracked("the variants are measured, not used")]
    private static bool Run(TextWriter output, TokenTracker tracker)
    {
        var sink = new CountingTracker();
        var model = new Model();
        var simple = model.WithTokenTracking(sink);
        IModel stacked = new TrackedModel(simple, sink);
        var alone = Turns.Of([() => Await(simple), () => Await(stacked)], Calls);
        var tracked = model.WithTokenTracking(tracker);
        var recorded = Turns.Of([() => Await(tracked)], RecordedCalls)[0];

        var over = new Adapter(model).WithTokenTracking(sink);
        var above = Turns.Of([() => Await(over)], Calls)[0];
        var trackedOver = new Adapter(model).WithTokenTracking(tracker);
        var recordedOver = Turns.Of([() => Await(trackedOver)], RecordedCalls)[0];

        var stackedShare = alone[1].Nanoseconds / alone[0].Nanoseconds;
        var recordedShare = recordedOver.Nanoseconds / recorded.Nanoseconds;
        var (more, bytes) = (above.Nanoseconds - alone[0].Nanoseconds, above.Bytes - alone[0].Bytes);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  two decorators: {alone[1].Nanoseconds:F1} against {alone[0].Nanoseconds:F1} ns, {stackedShare:F2} of one (at most 1.1)"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  over an adapter that says that it tracks: {more:F0} ns (at most 250) and {bytes:F0} B (at most 300) more"));
        var (one, both) = (recorded.Nanoseconds, recordedOver.Nanoseconds);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  with the real tracker and journal: {both:F0} against {one:F0} ns, {recordedShare:F2} (at most 1.1)"));
        return stackedShare <= 1.1 && more <= 250 && bytes <= 300 && recordedShare <= 1.1;
    }

    private static void Await(IModel model) => _ = model.Completed("p").GetAwaiter().GetResult();

    /// <summary>Says that it tracks, as the adapter of a tracked client does, and records nothing.</summary>
    private sealed class Adapter(IModel inner) : IModel, IUsageTracked
    {
        public bool TracksUsage => true;

        public Task<LlmResult> Completed(string prompt) => inner.Completed(prompt);

        public Task<LlmResult> Asynchronous(string prompt) => inner.Asynchronous(prompt);

        public ValueTask<LlmResult> Value(string prompt) => inner.Value(prompt);

        public LlmResult Now(string prompt) => inner.Now(prompt);

        public IAsyncEnumerable<LlmStreamUpdate> Stream(int items) => inner.Stream(items);
    }
}
