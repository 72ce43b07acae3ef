using TokenTracking.Reporting;

namespace TokenTracking.Tests.Storage;

/// <content>Filters, order and pages.</content>
public abstract partial class UsageStoreContract
{
    private static readonly UsageDimension Team = UsageDimension.Tag("team");

    [Fact]
    public async Task Filters_include_and_exclude_sets_and_all_of_them_apply()
    {
        await WriteTeams();
        var byProject = new UsageQuery { GroupBy = [UsageDimension.Project] };

        Assert.Equal(["a", "c"], await KeysOf(byProject.Only(UsageDimension.Project, "a", "c", "not there")));
        Assert.Equal([null, "c"], await KeysOf(byProject.Except(UsageDimension.Project, "a", "b")));
        Assert.Equal([null, "b"], await KeysOf(byProject.Only(UsageDimension.Project, "b", null)));
        Assert.Equal(["a", "c"], await KeysOf(byProject.Except(UsageDimension.Project, "b", null)));
        Assert.Equal(["b"], await KeysOf(byProject.Only(UsageDimension.Project, "a", "b").Except(Team, "red")));
        Assert.Equal([null, "a", "b", "c"], await KeysOf(byProject.Except(UsageDimension.Project)));
        Assert.Empty(await KeysOf(byProject.Only(UsageDimension.Project)));
        Assert.Equal([null], await KeysOf(byProject.Only(UsageDimension.Project, [null])));
        Assert.Equal(["a", "b", "c"], await KeysOf(byProject.Except(UsageDimension.Project, [null])));
    }

    [Fact]
    public async Task Tags_group_and_filter_by_their_value_and_calls_without_the_tag_have_none()
    {
        await WriteTeams();
        var byTeam = new UsageQuery { GroupBy = [Team] };

        Assert.Equal([null, "blue", "red"], await KeysOf(byTeam));
        Assert.Equal(["red"], await KeysOf(byTeam.Only(Team, "red")));
        Assert.Equal([null], await KeysOf(byTeam.Only(Team, [null])));
        Assert.Equal([null, "blue"], await KeysOf(byTeam.Except(Team, "red")));
    }

    [Fact]
    public async Task A_filter_may_have_more_values_than_a_statement_has_parameters()
    {
        await WriteTeams();
        string[] many = [.. Enumerable.Range(0, 40_000).Select(static number => $"project {number}"), "b"];
        string[] days = [.. Enumerable.Range(738_000, 5_000).Select(LocalCalendar.DayText)];
        var query = new UsageQuery { GroupBy = [UsageDimension.Project] };

        Assert.Equal(["b"], await KeysOf(query.Only(UsageDimension.Project, many)));
        Assert.Equal([null, "a", "c"], await KeysOf(query.Except(UsageDimension.Project, many)));
        Assert.Equal(["a"], await KeysOf(query.Only(Team, [.. many, "red"])));
        await Store.WriteAsync(
            new[] { SampleRecords.Simple(project: "") with { Metadata = new Dictionary<string, string> { ["team"] = "" } } });
        Assert.Equal(["", "b"], await KeysOf(query.Only(UsageDimension.Project, [.. many, ""])));
        Assert.Equal([""], await KeysOf(query.Only(Team, [.. many, ""])));
        Assert.Equal([null, "", "a", "b", "c"], await KeysOf(query.Only(UsageDimension.Day, days)));
        Assert.Empty(await KeysOf(query.Except(UsageDimension.Day, days)));
    }

    [Theory]
    [InlineData("it's \"quoted\"")]
    [InlineData("$.a[0].\"b\"")]
    [InlineData("%_*?")]
    [InlineData("a\0b")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\ud83d\ude00\u202e\n")]
    public async Task Any_text_can_be_a_value_and_the_key_of_a_tag(string text)
    {
        var tag = UsageDimension.Tag(text);
        await Store.WriteAsync(new[]
        {
            SampleRecords.Simple(project: text) with { Metadata = new Dictionary<string, string> { [text] = text } },
            SampleRecords.Simple(project: text + "x") with { Metadata = new Dictionary<string, string> { [text + "x"] = text } },
        });

        Assert.Equal([text], await KeysOf(new UsageQuery { GroupBy = [UsageDimension.Project] }.Only(UsageDimension.Project, text)));
        Assert.Equal([text], await KeysOf(new UsageQuery { GroupBy = [UsageDimension.Project] }.Only(tag, text)));
        Assert.Equal([null, text], await KeysOf(new UsageQuery { GroupBy = [tag] }));
    }

    [Fact]
    public async Task Rows_are_ordered_by_any_figure_and_by_any_key_in_both_directions()
    {
        await WriteTeams();
        var byProject = new UsageQuery { GroupBy = [UsageDimension.Project] };

        // Costs: a 1, b unknown, c 3, none 2.
        Assert.Equal(["b", "a", null, "c"], await KeysOf(byProject with { OrderBy = [UsageOrder.Ascending(UsageFigure.Cost)] }));
        Assert.Equal(["c", null, "a", "b"], await KeysOf(byProject with { OrderBy = [UsageOrder.Descending(UsageFigure.Cost)] }));
        Assert.Equal(["c", "b", "a", null], await KeysOf(byProject with { OrderBy = [UsageOrder.Descending(UsageDimension.Project)] }));
        // Equal calls: then the key.
        Assert.Equal([null, "a", "b", "c"], await KeysOf(byProject with { OrderBy = [UsageOrder.Descending(UsageFigure.Calls)] }));
        Assert.Equal(
            ["b", null, "c", "a"],
            await KeysOf(byProject with
            {
                GroupBy = [UsageDimension.Project, Team],
                OrderBy = [UsageOrder.Ascending(Team), UsageOrder.Ascending(UsageFigure.Cost)],
            }));
    }

    [Fact]
    public async Task An_order_by_a_dimension_that_is_not_grouped_by_is_refused()
    {
        var query = new UsageQuery { GroupBy = [UsageDimension.Project], OrderBy = [UsageOrder.Ascending(UsageDimension.Model)] };

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(query));

        Assert.Contains("'model'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_parts_of_the_ordered_rows_and_the_totals_are_those_of_all()
    {
        await WriteTeams();
        var query = new UsageQuery { GroupBy = [UsageDimension.Project], OrderBy = [UsageOrder.Descending(UsageFigure.Cost)], Limit = 2 };

        var first = await Store.QueryAsync(query);
        var second = await Store.QueryAsync(query with { Offset = 2 });
        var beyond = await Store.QueryAsync(query with { Offset = 4 });

        Assert.Equal(["c", null], first.Rows.Select(static row => row.Key[0]));
        Assert.Equal(["a", "b"], second.Rows.Select(static row => row.Key[0]));
        Assert.Empty(beyond.Rows);
        Assert.All(
            [first, second, beyond], static page => Assert.Equal((4, 4L, 6m), (page.GroupCount, page.Totals.Calls, page.Totals.Cost)));
    }

    [Fact]
    public async Task Costs_are_kept_apart_by_what_they_rest_on()
    {
        await Store.WriteAsync(new[]
        {
            Priced(CostBasis.Listed, 1m), Priced(CostBasis.Listed, 0.5m), Priced(CostBasis.Derived, 2m), Priced(CostBasis.Fallback, 4m),
            Priced(CostBasis.Reported, 8.0000000000000000001m), Priced(CostBasis.Unpriced, 16m), Priced((CostBasis)77, 32m),
            SampleRecords.Simple(cost: null),
        });

        var totals = (await Store.QueryAsync(new UsageQuery())).Totals;

        Assert.Equal(
            new UsageCosts { Listed = 1.5m, Derived = 2m, Fallback = 4m, Reported = 8.0000000000000000001m, Unstated = 48m }, totals.Costs);
        Assert.Equal(63.5000000000000000001m, totals.Cost);
        Assert.Equal(1, totals.UnpricedCalls);
    }

    [Fact]
    public async Task Calls_are_counted_by_their_outcome_and_times_that_were_measured_are_summed()
    {
        var simple = SampleRecords.Simple() with { Duration = TimeSpan.Zero };
        await Store.WriteAsync(new[]
        {
            simple with { Id = Guid.NewGuid(), Duration = TimeSpan.FromSeconds(3), TimeToFirstToken = TimeSpan.FromSeconds(1) },
            simple with { Id = Guid.NewGuid(), Duration = TimeSpan.FromSeconds(1), Outcome = CallOutcome.Failed },
            simple with { Id = Guid.NewGuid(), Duration = TimeSpan.FromSeconds(5), Outcome = CallOutcome.Cancelled },
            simple with { Id = Guid.NewGuid(), TimeToFirstToken = TimeSpan.FromSeconds(2), Outcome = CallOutcome.Abandoned },
            simple with { Id = Guid.NewGuid(), Outcome = CallOutcome.Failed },
        });

        var totals = (await Store.QueryAsync(new UsageQuery())).Totals;

        Assert.Equal((5L, 2L, 1L, 1L), (totals.Calls, totals.FailedCalls, totals.CancelledCalls, totals.AbandonedCalls));
        Assert.Equal(Durations(9, 1, 5, count: 3), totals.Durations);
        Assert.Equal(Durations(3, 1, 2, count: 2), totals.TimesToFirstToken);
        Assert.Equal(TimeSpan.FromSeconds(3), totals.Durations.Average);
    }

    [Fact]
    public async Task Failed_calls_that_reported_nothing_lack_neither_usage_nor_cost()
    {
        var unknown = SampleRecords.Simple(cost: null) with { Usage = TokenUsage.Unknown, Completeness = UsageCompleteness.Missing };
        var failed = unknown with { Outcome = CallOutcome.Failed, ErrorType = "429" };
        await Store.WriteAsync(new[]
        {
            failed with { Id = Guid.NewGuid() },
            failed with { Id = Guid.NewGuid(), Usage = TokenUsage.FromExclusive(10, 5) },
            failed with { Id = Guid.NewGuid(), Usage = TokenUsage.FromExclusive(10, 5), Cost = 1m, CostBasis = CostBasis.Listed },
            failed with { Id = Guid.NewGuid(), Units = [new UsageUnit("images", 1)] },
            failed with { Id = Guid.NewGuid(), Cost = 79228162514264337593543950335m, CostBasis = CostBasis.Reported },
            unknown with { Id = Guid.NewGuid(), Outcome = CallOutcome.Cancelled },
            unknown with { Id = Guid.NewGuid(), Outcome = CallOutcome.Abandoned },
            unknown with { Id = Guid.NewGuid() },
        });

        var totals = (await Store.QueryAsync(new UsageQuery())).Totals;

        Assert.Equal((8L, 5L), (totals.Calls, totals.FailedCalls));
        Assert.Equal((2L, 5L, 5L), (totals.PricedCalls, totals.UnpricedCalls, totals.CallsWithoutUsage));
    }

    [Fact]
    public async Task Sums_beyond_their_type_stay_at_its_end_and_say_so()
    {
        var largest = SampleRecords.Simple() with
        {
            Usage = TokenUsage.FromBuckets(freshInput: TokenUsage.MaxCount, visibleOutput: TokenUsage.MaxCount),
            Duration = TimeSpan.MaxValue,
            Cost = decimal.MaxValue,
            CostBasis = CostBasis.Reported,
        };
        // 10^15 tokens ten thousand times are more than 64 bits hold.
        await Store.WriteAsync(Enumerable.Range(0, 10_000).Select(_ => largest with { Id = Guid.NewGuid() }).ToArray());
        await Store.WriteAsync(new[] { SampleRecords.Simple(project: "other", cost: 1m) });

        var report = await Store.QueryAsync(new UsageQuery { GroupBy = [UsageDimension.Project] });

        Assert.True(report.Totals.IsSaturated);
        Assert.Equal((long.MaxValue, decimal.MaxValue), (report.Totals.InputTokens, report.Totals.Cost));
        Assert.Equal(TimeSpan.MaxValue.TotalDays, report.Totals.Durations.Sum.TotalDays, tolerance: 1);
        Assert.False(report.Rows[0].Figures.IsSaturated);
        Assert.Equal(1m, report.Rows[0].Figures.Cost);
        Assert.True(report.Rows[1].Figures.IsSaturated);
    }

    private static UsageRecord Priced(CostBasis basis, decimal cost) => SampleRecords.Simple(cost: cost) with { CostBasis = basis };

    // Four projects: a (team red, 1 USD), b (no team, unpriced), c (team blue, 3 USD), and one without a name (team blue, 2 USD).
    private Task WriteTeams() => Store.WriteAsync(new[]
    {
        SampleRecords.Simple(project: "a", cost: 1m) with { Metadata = new Dictionary<string, string> { ["team"] = "red", ["x"] = "y" } },
        SampleRecords.Simple(project: "b", cost: null) with { Metadata = new Dictionary<string, string> { ["other"] = "red" } },
        SampleRecords.Simple(project: "c", cost: 3m) with { Metadata = new Dictionary<string, string> { ["team"] = "blue" } },
        SampleRecords.Simple(project: null, cost: 2m) with { Metadata = new Dictionary<string, string> { ["team"] = "blue" } },
    });

    private async Task<IEnumerable<string?>> KeysOf(UsageQuery query)
        => (await Store.QueryAsync(query)).Rows.Select(static row => row.Key[0]);
}
