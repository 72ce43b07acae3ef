using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Tests.Reports;

public sealed class ReportTableTests
{
    [Fact]
    public async Task Groups_come_with_their_total_and_columns_of_zeros_are_left_out()
    {
        var store = await Ledger.OfAsync(
            Ledger.Call(model: "claude-sonnet-4-5", cost: 12.345m), Ledger.Call(model: "gpt-4o", cost: 0.00001234m),
            Ledger.Call(model: "gpt-4o", cost: null));

        var run = await TokensRun.OverAsync(store, "report", "--by", "model");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            Usage, all time (UTC)
            ╭───────────────────┬───────┬───────┬────────┬────────┬─────────────┬──────────╮
            │ Model             │ Calls │ Input │ Output │ Tokens │        Cost │    Calls │
            │                   │       │       │        │        │             │ unpriced │
            ├───────────────────┼───────┼───────┼────────┼────────┼─────────────┼──────────┤
            │ claude-sonnet-4-5 │     1 │ 1,000 │    500 │  1,500 │      $12.35 │        0 │
            │ gpt-4o            │     2 │ 2,000 │  1,000 │  3,000 │ $0.00001234 │        1 │
            │                   │       │       │        │        │             │          │
            │ Total             │     3 │ 3,000 │  1,500 │  4,500 │      $12.35 │        1 │
            ╰───────────────────┴───────┴───────┴────────┴────────┴─────────────┴──────────╯
            Not in these figures: the cost of 1 call unpriced.

            """,
            run.Out);
    }

    [Fact]
    public async Task Without_groups_one_row_has_the_totals_and_says_what_is_not_in_them()
    {
        var store = await Ledger.OfAsync(
            Ledger.Call(usage: TokenUsage.FromExclusive(10, 5, cacheRead: 7)),
            Ledger.Call(cost: null), Ledger.Call(cost: null), Ledger.Call(usage: TokenUsage.Unknown, cost: null));

        var run = await TokensRun.OverAsync(store, "report", "--project", "proj_123", "--start", "2026-11-22");

        Assert.Contains("Usage of proj_123 from 2026-11-22 00:00 (UTC)", run.Out, StringComparison.Ordinal);
        Assert.Contains("│ Cache │", run.Out, StringComparison.Ordinal);
        Assert.Contains("│  read │", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("write", run.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            "Not in these figures: the cost of 3 calls unpriced, the tokens of 1 call without usage.\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_calls_have_a_column_and_are_not_said_to_lack_usage_or_cost()
    {
        var failed = Ledger.Call(usage: TokenUsage.Unknown, cost: null) with { Outcome = CallOutcome.Failed };

        var run = await TokensRun.OverAsync(await Ledger.OfAsync(Ledger.Call(), failed, failed with { Id = Guid.NewGuid() }), "report");

        Assert.Contains("│ failed │", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("unpriced", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Not in these figures", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sums_that_are_too_large_are_printed_in_every_format_and_said_to_be_so()
    {
        var store = await Ledger.OfAsync(
            Ledger.Call(cost: decimal.MaxValue), Ledger.Call(cost: decimal.MaxValue), Ledger.Call(project: "b"));

        var table = await TokensRun.OverAsync(store, "report", "--by", "project");
        var json = await TokensRun.OverAsync(store, "report", "--by", "project", "--format", "json");
        var csv = await TokensRun.OverAsync(store, "report", "--by", "project", "--format", "csv");

        Assert.All([table, json, csv], static run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Contains("$79,228,162,514,264,337,593,543,950,335.00", table.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            "At least one sum exceeds the largest number that can be stored; the largest number is shown instead.\n",
            table.Out, StringComparison.Ordinal);
        Assert.Contains("\"cost\": 79228162514264337593543950335,", json.Out, StringComparison.Ordinal);
        Assert.Contains("proj_123,2,2000,1000,0,0,0,3000,79228162514264337593543950335,USD,0,0", csv.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_cost_reads_as_a_dash_and_never_as_zero()
    {
        var run = await TokensRun.OverAsync(await Ledger.OfAsync(Ledger.Call(cost: null)), "report");

        Assert.Contains(" – ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("$", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_prints_as_text_whatever_it_says()
    {
        var run = await TokensRun.OverAsync(
            await Ledger.OfAsync(Ledger.Call(project: "[red]x[/]\u001b[2J\u202e"), Ledger.Call(project: null)), "report",
            "--by", "project");

        Assert.Contains("│ [red]x[/][2J │", run.Out, StringComparison.Ordinal);
        Assert.Contains("│ (none)", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Fact]
    public async Task A_period_without_calls_says_so()
    {
        var run = await TokensRun.OverAsync(new InMemoryUsageStore(), "report");

        Assert.Equal((0, "Usage, all time (UTC)\nNo calls.\n", ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task A_narrow_terminal_wraps_names_and_keeps_figures_whole()
    {
        var store = await Ledger.OfAsync(Ledger.Call(project: string.Concat(Enumerable.Repeat("long name ", 12)), cost: 1234.5m));

        var run = await TokensRun.WithAsync(
            host => host with { Width = 60, OpenStore = (_, _, _) => Task.FromResult<IUsageStore>(store) }, "report", "--by", "project");

        Assert.All(run.Out.Split('\n'), static line => Assert.True(line.Length <= 60, line));
        Assert.Contains("$1,234.50", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(72)]
    public async Task A_terminal_too_narrow_for_the_figures_still_gets_all_of_them(int width)
    {
        var store = await Ledger.OfAsync(
            Ledger.Call(usage: TokenUsage.FromExclusive(1_000_000, 500_000, 200_000), cost: 0.00001234m), Ledger.Call(cost: null));

        var run = await TokensRun.WithAsync(
            host => host with { Width = width, OpenStore = (_, _, _) => Task.FromResult<IUsageStore>(store) }, "report", "--by",
            "project,model");

        Assert.All((string[])["1,201,000", "500,500", "200,000", "$0.00001234"],
            figure => Assert.Contains(figure, run.Out, StringComparison.Ordinal));
        Assert.DoesNotContain("…", run.Out, StringComparison.Ordinal);
    }
}
