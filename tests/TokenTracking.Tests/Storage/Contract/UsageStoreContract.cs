using TokenTracking.Reporting;

namespace TokenTracking.Tests.Storage;

/// <summary>What every store must do alike. A test class per store inherits it.</summary>
public abstract partial class UsageStoreContract
{
    protected abstract IUsageStore Store { get; }

    [Fact]
    public async Task An_empty_store_answers_with_no_calls_and_no_cost()
    {
        var report = await Store.QueryAsync(new UsageQuery { GroupBy = [UsageDimension.Project] });

        Assert.Equal(UsageFigures.None, report.Totals);
        Assert.Empty(report.Rows);
    }

    [Fact]
    public async Task Same_record_twice_counts_once_and_stays_as_it_was()
    {
        var record = SampleRecords.Simple(cost: 1m);
        await Store.WriteAsync(new[] { record, record });
        await Store.WriteAsync(new[] { record with { Cost = 5m }, SampleRecords.Simple(cost: 2m) });

        var totals = (await Store.QueryAsync(new UsageQuery())).Totals;

        Assert.Equal(2, totals.Calls);
        Assert.Equal(3m, totals.Cost);
    }

    [Fact]
    public async Task Figures_sum_each_bucket_and_keep_unknown_apart_from_zero()
    {
        await Store.WriteAsync(new[]
        {
            SampleRecords.Simple() with { Usage = TokenUsage.FromBuckets(1, 20, 300, 4000, 50000, 600000, 7000000), Cost = 0.5m },
            SampleRecords.Simple() with { Usage = TokenUsage.FromBuckets(visibleOutput: 9), Cost = 0m },
            SampleRecords.Simple() with { Usage = TokenUsage.Unknown, Completeness = UsageCompleteness.Missing, Cost = null },
            SampleRecords.Simple() with { Usage = TokenUsage.FromBuckets(serverToolCalls: 0), Cost = null },
        });

        var totals = (await Store.QueryAsync(new UsageQuery())).Totals;

        Assert.Equal(
            new UsageFigures
            {
                Calls = 4,
                InputTokens = 54321,
                OutputTokens = 7600009,
                CacheReadTokens = 20,
                CacheWrite5mTokens = 300,
                CacheWrite1hTokens = 4000,
                CacheWriteOtherTokens = 50000,
                ReasoningTokens = 7000000,
                Costs = new UsageCosts { Listed = 0.5m },
                PricedCalls = 2,
                UnpricedCalls = 2,
                CallsWithoutUsage = 1,
                Durations = Durations(4 * 1.234, 1.234, 1.234, count: 4),
            },
            totals);
    }

    [Fact]
    public async Task Cost_is_null_where_nothing_was_priced()
    {
        await Store.WriteAsync(new[] { SampleRecords.Simple(cost: null) });

        var report = await Store.QueryAsync(new UsageQuery { GroupBy = [UsageDimension.Model] });

        Assert.Null(report.Totals.Cost);
        Assert.Null(Assert.Single(report.Rows).Figures.Cost);
    }

    [Fact]
    public async Task Costs_sum_without_rounding()
    {
        decimal[] costs = [0.1m, 0.2m, 0.000000000001m, 0.0000000000000000000000001m, 9_300_000m, -0.05m, 123456.789m];
        await Store.WriteAsync(costs.Select(static cost => SampleRecords.Simple(cost: cost)).ToArray());

        var totals = (await Store.QueryAsync(new UsageQuery())).Totals;

        Assert.Equal(costs.Sum(), totals.Cost);
    }

    [Fact]
    public async Task A_hundred_thousand_small_costs_sum_to_the_last_digit()
    {
        var records = Enumerable.Range(0, 100_000)
            .Select(static index => SampleRecords.Simple(SampleRecords.Noon.AddSeconds(index), cost: 0.0000001m));
        foreach (var group in records.Chunk(5_000))
            await Store.WriteAsync(group);

        Assert.Equal(0.01m, (await Store.QueryAsync(new UsageQuery())).Totals.Cost);
    }

    [Fact]
    public async Task From_is_inclusive_and_to_is_exclusive()
    {
        var from = SampleRecords.Noon;
        var to = from.AddHours(1);
        await Store.WriteAsync(new[]
        {
            SampleRecords.Simple(from.AddMicroseconds(-1)), SampleRecords.Simple(from), SampleRecords.Simple(to.AddMicroseconds(-1)),
            SampleRecords.Simple(to),
        });

        Assert.Equal(2, (await Store.QueryAsync(new UsageQuery { From = from, To = to })).Totals.Calls);
        Assert.Equal(2, (await Store.QueryAsync(new UsageQuery { From = from.ToOffset(TimeSpan.FromHours(9)), To = to })).Totals.Calls);
    }

    [Fact]
    public async Task Project_restricts_to_exactly_that_project()
    {
        await Store.WriteAsync(new[]
        {
            SampleRecords.Simple(project: "a"), SampleRecords.Simple(project: "A"), SampleRecords.Simple(project: null),
        });

        Assert.Equal(1, (await Store.QueryAsync(new UsageQuery().Only(UsageDimension.Project, "a"))).Totals.Calls);
        Assert.Equal(0, (await Store.QueryAsync(new UsageQuery().Only(UsageDimension.Project, "' OR 1=1 --"))).Totals.Calls);
    }

    [Fact]
    public async Task Rows_come_by_key_in_ordinal_order_with_the_unnamed_first()
    {
        await Store.WriteAsync(new[]
        {
            SampleRecords.Simple(project: "b") with { ResponseModel = null },
            SampleRecords.Simple(project: "B"),
            SampleRecords.Simple(project: null),
            SampleRecords.Simple(project: "b"),
        });

        var report = await Store.QueryAsync(new UsageQuery { GroupBy = [UsageDimension.Project, UsageDimension.Model] });

        Assert.Equal(
            new (string?, string?)[]
            {
                (null, "claude-sonnet-4-5-20250929"), ("B", "claude-sonnet-4-5-20250929"), ("b", "claude-sonnet-4-5"),
                ("b", "claude-sonnet-4-5-20250929"),
            },
            report.Rows.Select(static row => (row.Key[0], row.Key[1])));
    }

    [Theory]
    [InlineData("project", "プロジェクト")]
    [InlineData("operation", "infer_dependencies")]
    [InlineData("model", "gpt-5-2026-08-07")]
    [InlineData("provider", "openai")]
    [InlineData("agent", "agent \"zero\"")]
    [InlineData("task", "")]
    [InlineData("day", "2026-11-22")]
    [InlineData("month", "2026-11")]
    [InlineData("outcome", "abandoned")]
    [InlineData("completeness", "estimated")]
    [InlineData("cost_basis", "derived")]
    [InlineData("service_tier", "flex")]
    [InlineData("speed", "fast")]
    [InlineData("geo", "eu")]
    [InlineData("error_type", "429")]
    [InlineData("price_table", "table")]
    [InlineData("tag:tenant", "a'; DROP TABLE usage; --")]
    [InlineData("tag:empty", "")]
    [InlineData("tag:not there", null)]
    public async Task Every_dimension_groups_and_filters_by_its_own_field(string name, string? expected)
    {
        var dimension = UsageDimension.Find(name)!;
        await Store.WriteAsync(new[] { SampleRecords.Full() });
        var query = new UsageQuery { GroupBy = [dimension] };

        Assert.Equal([expected], Assert.Single((await Store.QueryAsync(query)).Rows).Key);
        Assert.Equal(1, (await Store.QueryAsync(query.Only(dimension, expected))).Totals.Calls);
        Assert.Equal(0, (await Store.QueryAsync(query.Except(dimension, expected))).Totals.Calls);
        Assert.Equal(0, (await Store.QueryAsync(query.Only(dimension, "another", "2026-11-23", "2026-12"))).Totals.Calls);
        Assert.Equal(1, (await Store.QueryAsync(query.Except(dimension, "another", "2026-11-23", "2026-12"))).Totals.Calls);
    }

    [Fact]
    public void Every_dimension_is_among_those_that_are_tested()
    {
        var tested = GetType().GetMethod(nameof(Every_dimension_groups_and_filters_by_its_own_field))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: true)
            .Select(static data => (string)((InlineDataAttribute)data).GetData(null!).Single()[0]);

        Assert.Equal(
            UsageDimension.All.Select(static dimension => dimension.Name).Order(StringComparer.Ordinal),
            tested.Where(static name => !name.StartsWith("tag:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    // Berlin went from UTC+2 to UTC+1 on 2026-10-25; New York from UTC-5 to UTC-4 on 2026-03-08; Kathmandu is UTC+5:45; Lord Howe shifts by
    // half an hour (UTC+10:30 to UTC+11 on 2026-10-04). One offset for a whole range would be wrong in each.
    [Theory]
    [InlineData("Europe/Berlin", "2026-10-24T21:59:59Z", "2026-10-24")]
    [InlineData("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26")]
    [InlineData("America/New_York", "2026-03-08T04:59:59Z", "2026-03-07")]
    [InlineData("America/New_York", "2026-03-08T05:00:00Z", "2026-03-08")]
    [InlineData("America/New_York", "2026-03-09T03:59:59Z", "2026-03-08")]
    [InlineData("America/New_York", "2026-03-09T04:00:00Z", "2026-03-09")]
    [InlineData("Asia/Kathmandu", "2026-11-22T18:14:59Z", "2026-11-22")]
    [InlineData("Asia/Kathmandu", "2026-11-22T18:15:00Z", "2026-11-23")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T13:29:59Z", "2026-10-03")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T13:30:00Z", "2026-10-04")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T12:59:59Z", "2026-10-04")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T13:00:00Z", "2026-10-05")]
    [InlineData("UTC", "2026-12-31T23:59:59.999999Z", "2026-12-31")]
    [InlineData("Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01-01")]
    public async Task Days_and_months_are_cut_by_the_zones_rules_at_that_time(string zone, string time, string day)
    {
        var instant = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        // Neighbours in time keep a store from taking one row's offset for all.
        await Store.WriteAsync(new[]
        {
            SampleRecords.Simple(instant.AddMonths(-6), "other"), SampleRecords.Simple(instant),
            SampleRecords.Simple(instant.AddMonths(6), "other"),
        });
        var query = new UsageQuery
        {
            GroupBy = [UsageDimension.Day, UsageDimension.Month], TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone),
        }.Only(UsageDimension.Project, "proj_1");

        Assert.Equal([day, day[..7]], Assert.Single((await Store.QueryAsync(query)).Rows).Key);
        Assert.Equal(1, (await Store.QueryAsync(query.Only(UsageDimension.Day, day))).Totals.Calls);
    }

    [Fact]
    public async Task The_days_of_a_range_sum_to_its_total()
    {
        var start = new DateTimeOffset(2026, 10, 20, 0, 0, 0, TimeSpan.Zero);
        await Store.WriteAsync(Enumerable.Range(0, 500)
            .Select(index => SampleRecords.Simple(start.AddMinutes(index * 37), cost: index * 0.001m)).ToArray());

        var report = await Store.QueryAsync(new UsageQuery
        {
            From = start.AddDays(2), To = start.AddDays(9), GroupBy = [UsageDimension.Day],
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        });

        Assert.Equal(report.Totals, report.Rows.Aggregate(UsageFigures.None, static (sum, row) => sum.With(row.Figures)));
        Assert.Equal(8, report.Rows.Count);
    }

    [Fact]
    public async Task A_cancelled_write_stores_nothing_of_the_group()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.WriteAsync(new[] { SampleRecords.Simple() }, new CancellationToken(canceled: true)));

        Assert.Equal(0, (await Store.QueryAsync(new UsageQuery())).Totals.Calls);
    }

    private static UsageDurations Durations(double sum, double min, double max, long count)
        => new(count, TimeSpan.FromSeconds(sum), TimeSpan.FromSeconds(min), TimeSpan.FromSeconds(max));
}
