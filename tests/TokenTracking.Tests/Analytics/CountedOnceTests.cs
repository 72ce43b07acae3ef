using Microsoft.Extensions.DependencyInjection;
using TokenTracking.Storage;
using TokenTracking.Testing;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Tests.Analytics;

/// <summary>The live figures agree with the store, whatever times the records have and however often they are passed on.</summary>
public sealed class CountedOnceTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryUsageStore _store = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_from_before_the_session_are_counted_once_when_the_store_is_loaded(bool isFlushed)
    {
        await using (var earlier = Tracker())
            earlier.Track("p", TokenUsage.FromInclusive(1000, 0), "gpt-4o");
        _clock.Advance(TimeSpan.FromHours(1));
        await using var tracker = Tracker();
        foreach (var hours in (int[])[-3, -1, 0, 1])
        {
            var record = Record(_clock.GetUtcNow().AddHours(hours), "p");
            tracker.Record(in record);
        }

        if (isFlushed)
            await tracker.FlushAsync();
        await tracker.LoadAsync();
        await tracker.LoadAsync();

        var stats = tracker.GetProjectStats("p");
        var stored = (await _store.QueryAsync(new UsageQuery())).Totals;
        Assert.Equal((5L, 1028L), (stats.Calls, stats.TotalTokens));
        Assert.Equal((stored.Calls, stored.TotalTokens, stored.Cost), (stats.Calls, stats.TotalTokens, stats.TotalCost));
    }

    [Fact]
    public async Task Unpriced_calls_from_before_the_session_have_no_cost_and_not_a_cost_of_zero()
    {
        await using var tracker = Tracker();
        var record = Record(_clock.GetUtcNow().AddHours(-1), "p") with { ResponseModel = "no-such-model" };
        tracker.Record(in record);

        await tracker.LoadAsync();

        var stats = tracker.GetProjectStats("p");
        Assert.Equal((1L, null, 1L), (stats.Calls, stats.TotalCost, stats.UnpricedCalls));
    }

    [Fact]
    public async Task Stored_calls_that_failed_are_no_cost_of_zero_and_the_cost_of_priced_ones_is_not_lost_among_them()
    {
        var before = _clock.GetUtcNow().AddHours(-1);
        var failed = Record(before, "failed") with { Usage = TokenUsage.Unknown, Outcome = CallOutcome.Failed };
        await _store.WriteAsync(new[]
        {
            failed, failed with { Id = Guid.NewGuid(), Project = "mixed" },
            Record(before, "mixed") with { Cost = 0.5m, CostBasis = CostBasis.Listed },
        });
        await using var tracker = Tracker();

        await tracker.LoadAsync();

        var (alone, mixed) = (tracker.GetProjectStats("failed"), tracker.GetProjectStats("mixed"));
        Assert.Equal((1L, 1L, null, 0L), (alone.Calls, alone.FailedCalls, alone.TotalCost, alone.UnpricedCalls));
        Assert.Equal((2L, 1L, 0.5m, 0L), (mixed.Calls, mixed.FailedCalls, mixed.TotalCost, mixed.UnpricedCalls));
    }

    [Fact]
    public async Task The_same_record_twice_is_one_call()
    {
        await using var tracker = Tracker();
        var record = Record(_clock.GetUtcNow(), "p");

        for (var i = 0; i < 3; i++)
            tracker.Record(in record);
        await tracker.FlushAsync();

        Assert.Equal((1L, 1), (tracker.GetProjectStats("p").Calls, _store.Records.Count));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_freezes_no_rate_and_makes_no_negative_session()
    {
        var clock = new SettableClock();
        await using var tracker = new TokenTracker(_store, timeProvider: clock);
        tracker.Track("p", TokenUsage.FromInclusive(1000, 0), "gpt-4o");

        clock.Offset = TimeSpan.FromMinutes(-30);
        tracker.Track("p", TokenUsage.FromInclusive(500, 0), "gpt-4o");
        clock.Elapsed = TimeSpan.FromMinutes(6);
        var idle = tracker.GetProjectStats("p");
        tracker.Track("p", TokenUsage.FromInclusive(100, 0), "gpt-4o");

        Assert.Equal((0d, 0m), (idle.CurrentSpendRate, idle.CostPerHour));
        Assert.Equal(TimeSpan.FromMinutes(6), idle.SessionDuration);
        Assert.Equal(15_000, idle.RecentCallsSpendRate, 6);
        Assert.Equal(1200, tracker.GetProjectStats("p").CurrentSpendRate, 6);
        await tracker.LoadAsync();
        Assert.Equal((3L, 1600L), (tracker.GetProjectStats("p").Calls, tracker.GetProjectStats("p").TotalTokens));
    }

    [Fact]
    public async Task A_tracker_that_is_switched_off_asks_its_store_for_nothing()
    {
        var store = new ScriptedStore(null) { Failure = new UsageStoreException("must not be asked") };
        await using var tracker = new TokenTracker(store, new TokenTrackingOptions { Enabled = false });
        tracker.Track("p", TokenUsage.FromInclusive(1, 1), "gpt-4o");

        await tracker.LoadAsync();
        await tracker.FlushAsync();

        Assert.Equal(0, store.Writes);
    }

    [Fact]
    public void A_container_that_is_disposed_of_without_waiting_ends_its_tracker()
    {
        using (var services = new ServiceCollection().AddTokenTracking(tracking => tracking.UseStore(_ => _store)).BuildServiceProvider())
            services.GetRequiredService<ITokenTracker>().Track("p", TokenUsage.FromInclusive(1, 1), "gpt-4o");

        Assert.Single(_store.Records);
    }

    [Theory]
    [InlineData("a\r\nfail: forged line")]
    [InlineData("a\u001b[2Jb")]
    [InlineData("a\u2028b\u202eb")]
    public async Task Names_begin_no_line_and_move_no_cursor_in_a_log(string name)
    {
        var log = new RecordingLogger<TokenTracker>();
        await using var tracker = new TokenTracker(_store, logger: log);

        tracker.Track(name, TokenUsage.FromInclusive(5000, 1), name);

        Assert.NotEmpty(log.Lines);
        Assert.All(
            log.Lines, static line => Assert.DoesNotContain(line.Message, static c => char.IsControl(c) || c is '\u2028' or '\u202e'));
    }

    private TokenTracker Tracker() => new(_store, timeProvider: _clock);

    private static UsageRecord Record(DateTimeOffset time, string project) => new()
    {
        Id = Guid.NewGuid(), Time = time, Project = project, ResponseModel = "gpt-4o", Usage = TokenUsage.FromInclusive(3, 4),
    };

    private sealed class SettableClock : TimeProvider
    {
        private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

        public TimeSpan Offset { get; set; }

        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Start + Elapsed + Offset;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
