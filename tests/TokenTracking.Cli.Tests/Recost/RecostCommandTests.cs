using System.Text.Json;
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
                new UsageRecord { Id = Guid.CreateVersion7(), Time = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero), Provider = "acme", ResponseModel = "m", Usage = TokenUsage.FromInclusive(1_000_000, 0) },
            });
        }

        var own = folder.Write("own.json", """{ "models": [ { "provider": "acme", "model": "m", "prices": [ { "input": 3, "output": 0 } ] } ] }""");
        string[] command = ["recost", "--store", path, "--prices", own, "--start", "2026-10", "--format", "json"];

        using var dry = JsonDocument.Parse((await RunAsync([.. command, "--dry-run"])).Out);
        Assert.Equal((0, 3m), (dry.RootElement.GetProperty("corrected").GetInt32(), dry.RootElement.GetProperty("changes")[0].GetProperty("after").GetDecimal()));
        using var done = JsonDocument.Parse((await RunAsync(command)).Out);
        Assert.Equal(1, done.RootElement.GetProperty("corrected").GetInt32());
        using var report = JsonDocument.Parse((await RunAsync("report", "--store", path, "--format", "json")).Out);
        Assert.Equal(3m, report.RootElement.GetProperty("totals").GetProperty("cost").GetDecimal());
    }

    private static async Task<TokensRun> RunAsync(params string[] args)
    {
        var run = await TokensRun.WithAsync(static host => host, args);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }
}
