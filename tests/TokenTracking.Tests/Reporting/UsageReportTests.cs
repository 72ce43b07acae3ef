using TokenTracking.Reporting;

namespace TokenTracking.Tests.Reporting;

public sealed class UsageReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero);

    private readonly InMemoryUsageStore _store = new();

    [Fact]
    public async Task Totals_add_up_priced_calls_and_count_the_rest()
    {
        await Store(
            Call(Noon) with { Usage = TokenUsage.FromExclusive(10, 5, cacheRead: 100, cacheWrite5m: 20, reasoning: 2), Cost = 0.25m },
            Call(Noon) with { Usage = TokenUsage.FromInclusive(7, 3) },
            Call(Noon) with { Completeness = UsageCompleteness.Missing });

        var report = await _store.QueryAsync(new UsageQuery());

        Assert.Empty(report.Rows);
        Assert.Equal(
            new UsageFigures
            {
                Calls = 3, InputTokens = 137, OutputTokens = 8, CacheReadTokens = 100, CacheWrite5mTokens = 20, ReasoningTokens = 2,
                Costs = new UsageCosts { Unstated = 0.25m }, PricedCalls = 1, UnpricedCalls = 2, CallsWithoutUsage = 1,
            },
            report.Totals);
        Assert.Equal(145, report.Totals.TotalTokens);
    }

    [Fact]
    public async Task Cost_is_null_where_nothing_was_priced()
    {
        await Store(Call(Noon) with { Usage = TokenUsage.FromInclusive(7, 3) });

        Assert.Null((await _store.QueryAsync(new UsageQuery())).Totals.Cost);
    }

    [Fact]
    public async Task The_same_record_twice_counts_once()
    {
        var call = Call(Noon) with { Usage = TokenUsage.FromInclusive(7, 3) };
        await Store(call);
        await Store(call);

        Assert.Equal(1, (await _store.QueryAsync(new UsageQuery())).Totals.Calls);
    }

    [Fact]
    public async Task Rows_are_grouped_and_ordered_by_their_key()
    {
        await Store(
            Call(Noon) with { Project = "b", ResponseModel = "m2" },
            Call(Noon) with { Project = "a", ResponseModel = "m1" },
            Call(Noon) with { Project = "a", RequestModel = "m2" },
            Call(Noon) with { Project = "a", ResponseModel = "m1", RequestModel = "asked" },
            Call(Noon));

        var report = await _store.QueryAsync(new UsageQuery { GroupBy = [UsageDimension.Project, UsageDimension.Model] });

        Assert.Equal(
            ["|: 1", "a|m1: 2", "a|m2: 1", "b|m2: 1"],
            report.Rows.Select(row => $"{string.Join('|', row.Key)}: {row.Figures.Calls}"));
    }

    [Fact]
    public async Task The_period_includes_its_start_and_excludes_its_end()
    {
        await Store(Call(Noon.AddTicks(-1)), Call(Noon), Call(Noon.AddHours(1).AddTicks(-1)), Call(Noon.AddHours(1)));

        var report = await _store.QueryAsync(new UsageQuery { From = Noon, To = Noon.AddHours(1) });

        Assert.Equal(2, report.Totals.Calls);
    }

    [Fact]
    public async Task Days_are_cut_in_the_querys_zone_across_a_change_of_the_clock()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        await Store(
            Call(new DateTimeOffset(2026, 3, 28, 22, 59, 59, TimeSpan.Zero)),
            Call(new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero)),
            Call(new DateTimeOffset(2026, 3, 29, 21, 59, 59, TimeSpan.Zero)),
            Call(new DateTimeOffset(2026, 3, 29, 22, 0, 0, TimeSpan.Zero)));

        var report = await _store.QueryAsync(new UsageQuery { GroupBy = [UsageDimension.Month, UsageDimension.Day], TimeZone = berlin });

        Assert.Equal(
            ["2026-03/2026-03-28: 1", "2026-03/2026-03-29: 2", "2026-03/2026-03-30: 1"],
            report.Rows.Select(row => $"{row.Key[0]}/{row.Key[1]}: {row.Figures.Calls}"));
    }

    private static UsageRecord Call(DateTimeOffset time) => new() { Id = Guid.CreateVersion7(time), Time = time };

    private Task Store(params UsageRecord[] records) => _store.WriteAsync(records);
}
