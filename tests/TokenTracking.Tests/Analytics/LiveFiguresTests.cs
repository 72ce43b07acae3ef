using TokenTracking.Testing;

namespace TokenTracking.Tests.Analytics;

public sealed class LiveFiguresTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryUsageStore _store = new();
    private readonly TokenTracker _tracker;

    public LiveFiguresTests()
        => _tracker = new TokenTracker(_store, new TokenTrackingOptions { FallbackPricePer1KTokens = 0.01m }, timeProvider: _clock);

    public ValueTask DisposeAsync() => _tracker.DisposeAsync();

    [Fact]
    public void An_unknown_project_has_zeros()
    {
        var stats = _tracker.GetProjectStats("nobody");

        Assert.Equal(new ProjectStats { Project = "nobody", TotalCost = 0, CostPerHour = 0 }, stats);
        Assert.Null(stats.ProjectedCost);
        Assert.Null(stats.SessionStart);
        Assert.Empty(_tracker.GetSummary().Projects);
        Assert.Empty(_tracker.GetRecentEvents("nobody"));
        Assert.Empty(_tracker.GetSpendRateHistory("nobody"));
    }

    [Fact]
    public void Track_returns_the_projects_figures_with_the_call_in_them()
    {
        Spend(600);
        _clock.Advance(TimeSpan.FromMinutes(2));
        var stats = Spend(400);

        Assert.Equal(2, stats.Calls);
        Assert.Equal(1000, stats.TotalTokens);
        Assert.Equal(0.01m, stats.TotalCost);
        Assert.Equal(1000, stats.SessionTokens);
        Assert.Equal(TimeSpan.FromMinutes(2), stats.SessionDuration);
        Assert.Equal(_clock.GetUtcNow() - TimeSpan.FromMinutes(2), stats.SessionStart);
        Assert.Equal(30_000, stats.CurrentSpendRate, 6);
        Assert.Equal(30_000, stats.AverageSpendRate, 6);
        Assert.Equal(0.3m, stats.CostPerHour);
    }

    [Fact]
    public void Current_rate_counts_the_last_five_minutes_over_the_part_of_them_that_passed()
    {
        Spend(1000);
        _clock.Advance(TimeSpan.FromMinutes(4));
        Spend(500);
        Assert.Equal(1500 / (4 / 60.0), Stats().CurrentSpendRate, 6);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(500 * 12, Stats().CurrentSpendRate, 6);
        Assert.Equal(1500 * 12, Stats().AverageSpendRate, 6);
    }

    [Fact]
    public void Idle_means_a_current_rate_of_zero()
    {
        Spend(1000);
        Assert.Equal(1, _tracker.GetSummary().ActiveProjects);

        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(0, Stats().CurrentSpendRate);
        Assert.Equal(0m, Stats().CostPerHour);
        Assert.Equal(0, _tracker.GetSummary().ActiveProjects);
        Assert.Equal(12_000, Stats().AverageSpendRate, 6);
    }

    [Fact]
    public void Two_calls_a_millisecond_apart_do_not_read_as_millions_an_hour()
    {
        Spend(1000);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var stats = Spend(1000);

        Assert.Equal(120_000, stats.CurrentSpendRate, 6);
        Assert.Equal(120_000, stats.AverageSpendRate, 6);
        Assert.Equal(120_000, stats.RecentCallsSpendRate, 6);
    }

    [Fact]
    public void The_rate_over_the_last_ten_calls_is_a_figure_of_its_own()
    {
        for (var call = 0; call < 15; call++)
        {
            if (call > 0)
                _clock.Advance(TimeSpan.FromMinutes(10));
            Spend(90);
        }

        Assert.Equal(900 / 1.5, Stats().RecentCallsSpendRate, 6);
        Assert.Equal(90 * 12, Stats().CurrentSpendRate, 6);
    }

    [Fact]
    public void One_call_is_no_rate_over_calls() => Assert.Equal(0, Spend(90).RecentCallsSpendRate);

    [Fact]
    public void The_window_is_exact_at_any_call_rate()
    {
        for (var call = 0; call < 20_000; call++)
        {
            Spend(1);
            _clock.Advance(TimeSpan.FromMilliseconds(30));
        }

        // Ten minutes of calls, one every 30 ms; the last five minutes hold 10,000 of them, to a tenth of a second.
        Assert.InRange(Stats().CurrentSpendRate, (10_000 - 4) * 12, 10_000 * 12);
        Assert.Equal(20_000, Stats().TotalTokens);
    }

    [Fact]
    public void Projection_needs_a_basis()
    {
        Spend(5000);
        Assert.Null(Stats().ProjectedCost);

        _tracker.ReportProgress("proj", done: 0, total: 10);
        Assert.Null(Stats().ProjectedCost);

        _tracker.ReportProgress("proj", done: 2, total: 10);
        Assert.Equal(0.25m, Stats().ProjectedCost);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    [InlineData(double.NaN, 10)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    public void Impossible_progress_is_refused(double done, double total)
        => Assert.Throws<ArgumentOutOfRangeException>(() => _tracker.ReportProgress("proj", done, total));

    [Fact]
    public void The_last_thousand_calls_are_kept_oldest_first()
    {
        for (var call = 1; call <= 1005; call++)
            _tracker.Track("proj", TokenUsage.FromInclusive(call, 0), "m", new Dictionary<string, string> { ["n"] = $"{call}" });

        var events = _tracker.GetRecentEvents("proj");

        Assert.Equal(1000, events.Count);
        Assert.Equal(6, events[0].Tokens);
        Assert.Equal("1005", events[^1].Metadata!["n"]);
    }

    [Fact]
    public void Usage_that_never_arrived_is_counted_and_not_summed()
    {
        var stats = _tracker.Track("proj", TokenUsage.Unknown, "m");

        Assert.Equal(1, stats.CallsWithoutUsage);
        Assert.Equal(1, stats.UnpricedCalls);
        Assert.Equal(0, stats.TotalTokens);
        Assert.Null(Assert.Single(_tracker.GetRecentEvents("proj")).Tokens);
    }

    [Fact]
    public void Failed_calls_are_counted_apart_from_unpriced_ones_and_those_without_usage()
    {
        var failed = new UsageRecord
        {
            Id = Guid.NewGuid(), Time = _clock.GetUtcNow(), Project = "proj", Usage = TokenUsage.Unknown,
            Completeness = UsageCompleteness.Missing, Outcome = CallOutcome.Failed, ErrorType = "429",
        };
        _tracker.Record(in failed);
        var answeredInPart = failed with { Id = Guid.NewGuid(), Usage = TokenUsage.FromInclusive(100, 0), RequestModel = "m" };
        _tracker.Record(in answeredInPart);
        Spend(1000);

        var (stats, summary) = (Stats(), _tracker.GetSummary());

        Assert.Equal((3L, 2L, 0L, 0L), (stats.Calls, stats.FailedCalls, stats.UnpricedCalls, stats.CallsWithoutUsage));
        Assert.Equal((2L, 0L, 0L), (summary.FailedCalls, summary.UnpricedCalls, summary.CallsWithoutUsage));
        Assert.Equal((1100L, 0.011m), (stats.TotalTokens, stats.TotalCost));
    }

    [Fact]
    public async Task The_cost_of_unpriced_calls_is_unknown_and_not_zero()
    {
        await using var tracker = new TokenTracker(new InMemoryUsageStore(), timeProvider: _clock);

        var stats = tracker.Track("proj", TokenUsage.FromInclusive(10, 0), "no-such-model");
        tracker.ReportProgress("proj", 1, 2);

        Assert.Equal((null, null, null), (stats.TotalCost, stats.CostPerHour, tracker.GetProjectStats("proj").ProjectedCost));
        Assert.Null(tracker.GetSummary().TotalCost);
        Assert.Equal(0, (await EmptyAsync()).TotalCost);

        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((null, 0m), (tracker.GetProjectStats("proj").TotalCost, tracker.GetProjectStats("proj").CostPerHour));

        async Task<TrackerSummary> EmptyAsync()
        {
            await using var empty = new TokenTracker(new InMemoryUsageStore());
            return empty.GetSummary();
        }
    }

    [Fact]
    public void The_summary_adds_up_all_projects_and_counts_the_active_ones()
    {
        _tracker.Track("idle", TokenUsage.FromInclusive(100, 0), "m");
        _clock.Advance(TimeSpan.FromMinutes(6));
        _tracker.Track("busy", TokenUsage.FromInclusive(200, 0), "m");
        var unattributed = new UsageRecord { Id = Guid.NewGuid(), Time = _clock.GetUtcNow(), Usage = TokenUsage.FromInclusive(1, 0) };
        _tracker.Record(in unattributed);

        var summary = _tracker.GetSummary();

        Assert.Equal([null, "busy", "idle"], summary.Projects.Select(stats => stats.Project));
        Assert.Equal(301, summary.TotalTokens);
        Assert.Equal(0.00301m, summary.TotalCost);
        Assert.Equal(2, summary.ActiveProjects);
    }

    [Fact]
    public async Task What_an_earlier_process_stored_is_loaded_and_not_counted_twice()
    {
        Spend(1000);
        await _tracker.FlushAsync();
        _clock.Advance(TimeSpan.FromHours(1));

        await using var next = new TokenTracker(
            _store, new TokenTrackingOptions { FallbackPricePer1KTokens = 0.01m }, timeProvider: _clock);
        next.Track("proj", TokenUsage.FromInclusive(500, 0), "m");
        await next.FlushAsync();
        await next.LoadAsync();
        var stats = next.GetProjectStats("proj");

        Assert.Equal(1500, stats.TotalTokens);
        Assert.Equal(0.015m, stats.TotalCost);
        Assert.Equal(2, stats.Calls);
        Assert.Equal(500, stats.SessionTokens);
        Assert.Equal(30_000, stats.CurrentSpendRate, 6);
    }

    private ProjectStats Spend(long tokens) => _tracker.Track("proj", TokenUsage.FromInclusive(tokens, 0), "some-model");

    private ProjectStats Stats() => _tracker.GetProjectStats("proj");
}
