using System.Globalization;
using Microsoft.Extensions.Logging;
using TokenTracking.Testing;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Tests.Analytics;

/// <summary>The memory of live figures is bounded, whatever names callers come up with, and no call is missing in a sum.</summary>
public sealed class ManyProjectsTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLogger<TokenTracker> _log = new();

    [Fact]
    public async Task A_hundred_thousand_projects_take_no_more_memory_than_the_limit_allows()
    {
        await using var tracker = Tracker(new Nowhere(), new TokenTrackingOptions());
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 100_000; i++)
        {
            tracker.Track(Name(i), TokenUsage.FromInclusive(10, 5), "gpt-4o");
            if (i % 1000 == 0)
                await tracker.FlushAsync();
        }

        await tracker.FlushAsync();
        var summary = tracker.GetSummary();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8_000_000);
        Assert.Equal((1000, 99_000), (summary.Projects.Count, summary.OtherProjects!.Calls));
        Assert.Equal(1_500_000, summary.TotalTokens);
        Assert.Equal(summary.Projects.Sum(static one => one.TotalCost) + summary.OtherProjects.TotalCost, summary.TotalCost);
        Assert.Single(_log.Lines, static line
            => line.Level == LogLevel.Warning && line.Message.Contains("live figures for 1000 projects", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_project_beyond_the_limit_is_said_to_be_unknown_and_not_to_be_zero()
    {
        await using var tracker = Tracker(new InMemoryUsageStore(), new TokenTrackingOptions { MaxLiveProjects = 1 });
        Assert.True(tracker.GetProjectStats("nobody").IsLive);

        tracker.Track("a", TokenUsage.FromInclusive(10, 5), "gpt-4o");
        var beyond = tracker.Track("b", TokenUsage.FromInclusive(10, 5), "gpt-4o");
        tracker.ReportProgress("b", 1, 2);
        tracker.StartMonitoring();
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal((false, 0), (beyond.IsLive, beyond.Calls));
        Assert.False(tracker.GetProjectStats("c").IsLive);
        Assert.Equal((true, 1), (tracker.GetProjectStats("a").IsLive, tracker.GetProjectStats("a").Calls));
        Assert.Empty(tracker.GetRecentEvents("b"));
        Assert.Empty(tracker.GetSpendRateHistory("b"));
        Assert.Equal((1, null), (tracker.GetSummary().OtherProjects!.Calls, tracker.GetSummary().OtherProjects!.ProjectedCost));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(int.MaxValue)]
    public async Task What_a_store_has_of_more_projects_is_in_the_sums_once(int limit)
    {
        var store = new InMemoryUsageStore();
        await using (var earlier = Tracker(store, new TokenTrackingOptions()))
        {
            for (var project = 0; project < 5; project++)
            {
                for (var call = 0; call <= project; call++)
                    earlier.Track(Name(project), TokenUsage.FromInclusive(10, 5), "gpt-4o");
            }

            await earlier.TrackAsync("ask", static () => Task.FromResult(1), static _ => TokenUsage.FromInclusive(10, 5));
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        await using var tracker = Tracker(store, new TokenTrackingOptions { MaxLiveProjects = limit });
        // The project with the fewest calls is the first of the session.
        tracker.Track(Name(0), TokenUsage.FromInclusive(10, 5), "gpt-4o");
        await tracker.LoadAsync();

        var summary = tracker.GetSummary();
        Assert.Equal(17, summary.Projects.Sum(static one => one.Calls) + (summary.OtherProjects?.Calls ?? 0));
        Assert.Equal(17 * 15, summary.TotalTokens);
        Assert.Equal(1, Assert.Single(summary.Projects, static one => one.Project is null).Calls);
        Assert.Equal(limit > 0 ? 2 : 0, tracker.GetProjectStats(Name(0)).Calls);
        Assert.Equal(Math.Min(limit, 5), summary.Projects.Count(static one => one.Project is not null));
        Assert.Equal(limit < 5, summary.OtherProjects is not null);
        Assert.All(
            summary.Projects.Where(static one => one.Project is not null and not "project-0"),
            one => Assert.Equal(one.Project![^1] - '0' + 1, one.Calls));
    }

    [Fact]
    public void A_limit_below_zero_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(static () => new TokenTrackingOptions { MaxLiveProjects = -1 });

    private static string Name(int project) => string.Create(CultureInfo.InvariantCulture, $"project-{project}");

    private TokenTracker Tracker(IUsageStore store, TokenTrackingOptions options)
        => new(store, options, logger: _log, timeProvider: _clock);

    private sealed class Nowhere : IUsageStore
    {
        public Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default)
            => throw new InvalidOperationException("Nothing is kept.");
    }
}
