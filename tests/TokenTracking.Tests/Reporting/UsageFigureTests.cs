using System.Text.RegularExpressions;
using TokenTracking.Reporting;

namespace TokenTracking.Tests.Reporting;

public sealed partial class UsageFigureTests
{
    [Fact]
    public void Every_sum_of_a_report_is_a_figure_that_rows_can_be_ordered_by()
    {
        var sums = typeof(UsageFigures).GetProperties()
            .Where(static property => property.PropertyType == typeof(long) || property.PropertyType == typeof(decimal?))
            .Select(static property => SnakeCase(property.Name));
        var costs = typeof(UsageCosts).GetProperties()
            .Where(static property => property.PropertyType == typeof(decimal?) && property.Name != nameof(UsageCosts.Total))
            .Select(static property => SnakeCase(property.Name) + "_cost");

        Assert.Superset(sums.Concat(costs).ToHashSet(), UsageFigure.All.Select(static figure => figure.Name).ToHashSet());
    }

    [Fact]
    public void Every_figure_reads_a_value_of_its_own_and_is_found_by_its_name()
    {
        var figures = Sample(7);

        Assert.Equal(UsageFigure.All.Count, UsageFigure.All.Select(figure => figure.Of(figures)).Distinct().Count());
        Assert.All(UsageFigure.All, static figure => Assert.Same(figure, UsageFigure.Find(figure.Name)));
        Assert.Null(UsageFigure.Find("Calls"));
    }

    [Fact]
    public void What_is_not_known_has_no_value()
        => Assert.Equal(
            [
                "cost", "listed_cost", "derived_cost", "fallback_cost", "reported_cost", "unstated_cost", "average_duration",
                "min_duration",
                "max_duration", "average_time_to_first_token", "min_time_to_first_token", "max_time_to_first_token",
            ],
            UsageFigure.All.Where(static figure => figure.Of(UsageFigures.None) is null).Select(static figure => figure.Name));

    [Fact]
    public void The_figures_of_two_sets_are_those_of_their_calls()
    {
        UsageRecord[] records =
        [
            Call(3, CostBasis.Listed, 1m), Call(0, CostBasis.Listed, 2m), Call(5, CostBasis.Reported, 4m),
            Call(2, CostBasis.Unpriced, null),
        ];
        var all = Sum(records);

        for (var cut = 0; cut <= records.Length; cut++)
            Assert.Equal(all, Sum(records[..cut]).With(Sum(records[cut..])));
        Assert.Equal(new UsageDurations(3, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)), all.Durations);
        Assert.Equal(new UsageCosts { Listed = 3m, Reported = 4m }, all.Costs);
    }

    [Fact]
    public void A_sum_that_is_full_stays_full_whatever_is_added()
    {
        var full = new UsageFigures
        {
            InputTokens = long.MaxValue, Costs = new UsageCosts { Listed = decimal.MaxValue },
            Durations = new UsageDurations(1, TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue),
        };

        var more = full.With(Sample(7)).With(full);

        Assert.True(full.IsSaturated);
        Assert.True(more.IsSaturated);
        Assert.Equal((long.MaxValue, long.MaxValue), (more.InputTokens, more.TotalTokens));
        Assert.Equal((decimal.MaxValue, TimeSpan.MaxValue), (more.Cost, more.Durations.Sum));
        Assert.False(Sample(7).IsSaturated);
    }

    private static UsageFigures Sum(UsageRecord[] records)
        => records.Aggregate(UsageFigures.None, static (sum, record) => sum.With(in record));

    private static UsageRecord Call(int seconds, CostBasis basis, decimal? cost) => new()
    {
        Id = Guid.NewGuid(), Time = DateTimeOffset.UnixEpoch, Duration = TimeSpan.FromSeconds(seconds), CostBasis = basis, Cost = cost,
        Usage = TokenUsage.FromExclusive(10, 5, cacheWrite5m: 2),
    };

    // Powers of two: no two figures are equal, and no two sums.
    private static UsageFigures Sample(int seconds) => new()
    {
        Calls = 1, FailedCalls = 2, CancelledCalls = 4, AbandonedCalls = 8, UnpricedCalls = 16, CallsWithoutUsage = 32, InputTokens = 64,
        PricedCalls = 8192, OutputTokens = 128, CacheReadTokens = 256, CacheWrite5mTokens = 512, CacheWrite1hTokens = 1024,
        CacheWriteOtherTokens = 2048, ReasoningTokens = 4096,
        Costs = new UsageCosts { Listed = 0.1m, Derived = 0.2m, Fallback = 0.4m, Reported = 0.8m, Unstated = 1.6m },
        Durations = new UsageDurations(
            3, TimeSpan.FromMilliseconds(21_003), TimeSpan.FromMilliseconds(6_500), TimeSpan.FromMilliseconds((seconds * 1_000) + 500)),
        TimesToFirstToken = new UsageDurations(
            2, TimeSpan.FromMilliseconds(5_002), TimeSpan.FromMilliseconds(2_400), TimeSpan.FromMilliseconds(2_602)),
    };

    private static string SnakeCase(string name) => Words().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)([A-Z]|[0-9]+)")]
    private static partial Regex Words();
}
