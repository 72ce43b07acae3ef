using System.Text.Json;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Tests.Reports;

public sealed class ReportJsonTests
{
    [Fact]
    public async Task The_document_has_exactly_the_members_of_the_contract()
    {
        var store = await Ledger.OfAsync(
            Ledger.Call(usage: TokenUsage.FromExclusive(1000, 500, cacheRead: 200, cacheWrite5m: 30, cacheWrite1h: 4, reasoning: 50)));

        var run = await TokensRun.OverAsync(
            store, "report", "--format", "json", "--by", "project,model", "--start", "2026-11-01", "--end", "2026-11-22",
            "--timezone", "Europe/Berlin");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            {
              "from": "2026-10-31T23:00:00Z",
              "to": "2026-11-22T23:00:00Z",
              "timezone": "Europe/Berlin",
              "groupBy": [
                "project",
                "model"
              ],
              "totals": {
                "calls": 1,
                "inputTokens": 1234,
                "outputTokens": 500,
                "cacheReadTokens": 200,
                "cacheWriteTokens": 34,
                "reasoningTokens": 50,
                "totalTokens": 1734,
                "cost": 0.0105,
                "currency": "USD",
                "unpricedCalls": 0,
                "callsWithoutUsage": 0,
                "failedCalls": 0
              },
              "rows": [
                {
                  "key": {
                    "project": "proj_123",
                    "model": "claude-sonnet-4-5"
                  },
                  "calls": 1,
                  "inputTokens": 1234,
                  "outputTokens": 500,
                  "cacheReadTokens": 200,
                  "cacheWriteTokens": 34,
                  "reasoningTokens": 50,
                  "totalTokens": 1734,
                  "cost": 0.0105,
                  "currency": "USD",
                  "unpricedCalls": 0,
                  "callsWithoutUsage": 0,
                  "failedCalls": 0
                }
              ]
            }

            """,
            run.Out);
    }

    [Fact]
    public async Task An_open_period_without_groups_has_nulls_and_no_rows()
    {
        var report = await JsonAsync(await Ledger.OfAsync(Ledger.Call()));

        Assert.Equal(JsonValueKind.Null, report.GetProperty("from").ValueKind);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("to").ValueKind);
        Assert.Equal("UTC", report.GetProperty("timezone").GetString());
        Assert.Equal(0, report.GetProperty("groupBy").GetArrayLength());
        Assert.Equal(0, report.GetProperty("rows").GetArrayLength());
        Assert.Equal(1, report.GetProperty("totals").GetProperty("calls").GetInt64());
    }

    [Fact]
    public async Task Cost_is_null_where_nothing_was_priced_and_zero_where_it_was_free()
    {
        var store = await Ledger.OfAsync(
            Ledger.Call(model: "mystery", cost: null), Ledger.Call(model: "llama3", cost: 0m),
            Ledger.Call(model: "mystery", usage: TokenUsage.Unknown, cost: null),
            Ledger.Call(model: "mystery", usage: TokenUsage.Unknown, cost: null) with { Outcome = CallOutcome.Failed });

        var rows = (await JsonAsync(store, "--by", "model")).GetProperty("rows");

        Assert.Equal("0", rows[0].GetProperty("cost").GetRawText());
        Assert.Equal("null", rows[1].GetProperty("cost").GetRawText());
        Assert.Equal(2, rows[1].GetProperty("unpricedCalls").GetInt64());
        Assert.Equal(1, rows[1].GetProperty("callsWithoutUsage").GetInt64());
        Assert.Equal(1, rows[1].GetProperty("failedCalls").GetInt64());
    }

    [Fact]
    public async Task Cost_is_exact_to_the_last_digit()
    {
        var store = await Ledger.OfAsync(Ledger.Call(cost: 0.0016150000000000001m), Ledger.Call(cost: 12345678.100m));

        var cost = (await JsonAsync(store)).GetProperty("totals").GetProperty("cost");

        Assert.Equal("12345678.1016150000000000001", cost.GetRawText());
    }

    [Fact]
    public async Task Calls_without_a_value_have_null_in_their_key()
    {
        var rows = (await JsonAsync(await Ledger.OfAsync(Ledger.Call(project: null)), "--by", "project")).GetProperty("rows");

        Assert.Equal("""{"project":null}""", JsonSerializer.Serialize(rows[0].GetProperty("key")));
    }

    [Fact]
    public async Task Control_characters_of_a_name_are_escaped_and_its_letters_are_not()
    {
        var run = await TokensRun.OverAsync(
            await Ledger.OfAsync(Ledger.Call(project: "Über\u001b[31m\u009b1+1")), "report", "--format", "json", "--by", "project");

        Assert.Contains("""Über\u001B[31m\u009B1+1""", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_calls_gives_zeros_and_a_null_cost()
    {
        var totals = (await JsonAsync(new InMemoryUsageStore())).GetProperty("totals");

        Assert.Equal(0, totals.GetProperty("calls").GetInt64());
        Assert.Equal(JsonValueKind.Null, totals.GetProperty("cost").ValueKind);
    }

    private static async Task<JsonElement> JsonAsync(IUsageStore store, params string[] more)
    {
        var run = await TokensRun.OverAsync(store, ["report", "--format", "json", .. more]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Out).RootElement;
    }
}
