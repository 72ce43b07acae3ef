using System.Collections.Concurrent;
using TokenTracking.Testing;

namespace TokenTracking.Pipelines.Tests.Billing;

/// <summary>What a provider bills: its own list of the calls that reached it.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<(long Input, long Output)> _calls = new();

    public int Count => _calls.Count;

    public void Bill(long input, long output) => _calls.Enqueue((input, output));

    /// <summary>Each billed call is one complete record with the same counts.</summary>
    public void AssertEquals(RecordingTracker tracker)
    {
        Assert.Equal(
            _calls.Order(),
            tracker.Records.Select(static record => (record.Usage.InputTokens ?? -1, record.Usage.OutputTokens ?? -1)).Order());
        Assert.All(tracker.Records, static record => Assert.Equal(UsageCompleteness.Complete, record.Completeness));
    }

    /// <summary>The records say that they are estimates, and why.</summary>
    public static void AssertEstimated(RecordingTracker tracker, string layer)
    {
        Assert.NotEmpty(tracker.Records);
        Assert.All(tracker.Records, record =>
        {
            Assert.Equal(UsageCompleteness.Estimated, record.Completeness);
            Assert.Contains(layer, record.Metadata!["token_tracking.note"], StringComparison.Ordinal);
        });
    }
}
