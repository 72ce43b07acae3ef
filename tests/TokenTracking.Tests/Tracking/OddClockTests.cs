using TokenTracking.Testing;

namespace TokenTracking.Tests.Tracking;

/// <summary>A clock is the host's: whatever it says, calls are recorded and figures are answered.</summary>
public sealed class OddClockTests
{
    public static TheoryData<DateTimeOffset> Ends =>
    [
        DateTimeOffset.MinValue, DateTimeOffset.MinValue.AddMinutes(3), DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddHours(-3),
    ];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Calls_at_the_ends_of_the_calendar_are_recorded(DateTimeOffset start)
    {
        var clock = new ManualTimeProvider(start);
        var store = new InMemoryUsageStore();
        await using var tracker = new TokenTracker(store, timeProvider: clock);
        tracker.StartMonitoring();

        for (var i = 0; i < 3; i++)
        {
            await Call(tracker);
            tracker.Track("p", TokenUsage.FromInclusive(1, 1), "gpt-4o");
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        await tracker.FlushAsync();
        await tracker.LoadAsync();
        Assert.Equal(6, store.Records.Count);
        Assert.Equal(3, tracker.GetSpendRateHistory("p").Count);
        Assert.Equal(6, tracker.GetProjectStats("p").TotalTokens);
        var byDay = await store.QueryAsync(new UsageQuery { GroupBy = [UsageDimension.Day, UsageDimension.Month] });
        Assert.Equal(6, byDay.Totals.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_whose_timestamps_run_faster_than_its_time_loses_no_call(int direction)
    {
        var store = new InMemoryUsageStore();
        await using var tracker = new TokenTracker(store, timeProvider: new TornClock(direction));

        await Call(tracker);
        await Call(tracker);
        tracker.GetSummary();
        await tracker.FlushAsync();

        Assert.Equal(2, store.Records.Count);
        Assert.All(store.Records, static record => Assert.InRange(record.Duration, TimeSpan.Zero, TimeSpan.FromDays(366)));
    }

    private static Task<int> Call(TokenTracker tracker)
        => tracker.TrackAsync("ask", static () => Task.FromResult(1), static _ => TokenUsage.FromInclusive(3, 4));

    // Each timestamp is a year from the one before, and the time of day stands at the first day of all.
    private sealed class TornClock(int direction) : TimeProvider
    {
        private long _timestamp;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.MinValue;

        public override long GetTimestamp() => Interlocked.Add(ref _timestamp, direction * TimeSpan.TicksPerDay * 365);
    }
}
