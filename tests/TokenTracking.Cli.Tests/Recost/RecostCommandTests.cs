using System.Text.Json;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Tests.Prices;

namespace TokenTracking.Cli.Tests.Recost;

public sealed class RecostCommandTests
{
    [Fact]
    public async Task Recost_prices_a_stored_call_with_a_price_of_ones_own()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("usage.db");
        await using (var store = new SqliteUsageStore(path))
        {
            await store.WriteAsync(new[]
            {
                new UsageRecord { Id = Guid.CreateVersion7(), Time = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero), Provider = "acme",
                    ResponseModel = "m", Usage = TokenUsage.FromInclusive(1_000_000, 0) },
            });
        }

        var own = folder.Write(
            "own.json", """{ "models": [ { "provider": "acme", "model": "m", "prices": [ { "input": 3, "output": 0 } ] } ] }""");
        string[] command = ["recost", "--store", path, "--prices", own, "--start", "2026-10", "--format", "json"];

        using var dry = JsonDocument.Parse((await RunAsync([.. command, "--dry-run"])).Out);
        Assert.Equal(
            (0, 3m), (dry.RootElement.GetProperty("corrected").GetInt32(),
            dry.RootElement.GetProperty("changes")[0].GetProperty("after").GetDecimal()));
        using var done = JsonDocument.Parse((await RunAsync(command)).Out);
        Assert.Equal(1, done.RootElement.GetProperty("corrected").GetInt32());
        using var report = JsonDocument.Parse((await RunAsync("report", "--store", path, "--format", "json")).Out);
        Assert.Equal(3m, report.RootElement.GetProperty("totals").GetProperty("cost").GetDecimal());
    }

    [Fact]
    public async Task Recost_by_force_twice_changes_once_and_the_dry_run_before_it_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("usage.db");
        await using (var store = new SqliteUsageStore(path))
        {
            await store.WriteAsync(new[]
            {
                Call("openai", "gpt-4o") with { Cost = 9m, CostBasis = CostBasis.Listed, PriceTable = "old" },
                Call("openai", "gpt-4o") with { Cost = 8m, CostBasis = CostBasis.Reported, ReportedCost = 8m },
                Call("openai", "gpt-99"),
            });
        }

        string[] command = ["recost", "--store", path, "--format", "json"];
        Assert.Equal((3L, 0L, 1L), await FiguresAsync(command));
        Assert.Equal((3L, 0L, 1L), await FiguresAsync([.. command, "--force", "--dry-run"]));
        Assert.Equal((3L, 1L, 1L), await FiguresAsync([.. command, "--force"]));
        Assert.Equal((3L, 0L, 1L), await FiguresAsync([.. command, "--force"]));
        using var report = JsonDocument.Parse((await RunAsync("report", "--store", path, "--format", "json")).Out);
        Assert.Equal(10.5m, report.RootElement.GetProperty("totals").GetProperty("cost").GetDecimal());
        Assert.Equal(1, report.RootElement.GetProperty("totals").GetProperty("unpricedCalls").GetInt32());
    }

    private static UsageRecord Call(string provider, string model) => new()
    {
        Id = Guid.CreateVersion7(), Time = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero), Provider = provider, ResponseModel = model,
        Usage = TokenUsage.FromInclusive(1_000_000, 0),
    };

    private static async Task<(long Examined, long Corrected, long StillUnpriced)> FiguresAsync(params string[] args)
    {
        using var document = JsonDocument.Parse((await RunAsync(args)).Out);
        return (document.RootElement.GetProperty("examined").GetInt64(), document.RootElement.GetProperty("corrected").GetInt64(),
            document.RootElement.GetProperty("stillUnpriced").GetInt64());
    }

    private static async Task<TokensRun> RunAsync(params string[] args)
    {
        var run = await TokensRun.WithAsync(static host => host, args);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }
}
