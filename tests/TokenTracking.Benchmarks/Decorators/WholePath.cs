using System.Globalization;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>A completed call through the real tracker: priced, counted, and in the journal when it returns.</summary>
internal static class WholePath
{
    private const int Calls = 20;

    [NotTracked("the variants are measured, not used")]
    public static async Task RunAsync(TextWriter output)
    {
        var directory = Directory.CreateTempSubdirectory("token-tracking-");
        try
        {
            // Nothing is moved to the store while it is measured: that is the background's work.
            var options = new TokenTrackingOptions { JournalDirectory = directory.FullName, WriteInterval = TimeSpan.FromHours(1) };
            var tracker = new TokenTracker(new InMemoryUsageStore(), options);
            await using (tracker.ConfigureAwait(false))
            {
                var inner = new Model();
                var (generated, byHand) = (inner.WithTokenTracking(tracker), new HandWritten(inner, tracker));
                var costs = Turns.Of(
                    [() => generated.Completed("p").GetAwaiter().GetResult(), () => byHand.Completed("p").GetAwaiter().GetResult()], Calls);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"With the real tracker, priced and in the journal: generated {costs[0].Nanoseconds:F0} ns {costs[0].Bytes:F0} B, by "
                    + $"hand {costs[1].Nanoseconds:F0} ns {costs[1].Bytes:F0} B")).ConfigureAwait(false);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
