using System.Text.Json;
using TokenTracking.Cli.Failures;

namespace TokenTracking.Cli.Tests.Savings;

public sealed class SavingsCommandTests
{
    [Fact]
    public async Task What_if_compares_a_local_run_with_a_paid_model()
    {
        var run = await TokensRun.OverAsync(
            await StoreAsync("ollama", "llama3.1", 2), "what-if", "--model", "claude-haiku-4-5", "--by", "model", "--format", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var document = JsonDocument.Parse(run.Out);
        var totals = document.RootElement.GetProperty("totals");
        Assert.Equal(
            (0m, 0.0012m, -0.0012m), (totals.GetProperty("cost").GetDecimal(), totals.GetProperty("wouldCost").GetDecimal(),
            totals.GetProperty("saving").GetDecimal()));
        Assert.Equal("llama3.1", document.RootElement.GetProperty("rows")[0].GetProperty("key").GetProperty("model").GetString());
        Assert.Equal(1m,
            document.RootElement.GetProperty("prices")[0].GetProperty("tiers")[0].GetProperty("prices").GetProperty("input").GetDecimal());
        Assert.NotEqual(0, document.RootElement.GetProperty("assumptions").GetArrayLength());
    }

    [Fact]
    public async Task What_if_prints_a_table_with_its_assumptions()
    {
        var run = await TokensRun.OverAsync(
            await StoreAsync("anthropic", "claude-sonnet-4-5", 1), "what-if", "--model", "claude-haiku-4-5");
        Assert.StartsWith("The same tokens with claude-haiku-4-5 of anthropic", run.Out, StringComparison.Ordinal);
        Assert.Contains("Assumes: The same token counts", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_leaves_out_calls_that_have_no_cost_and_counts_them()
    {
        var store = await StoreAsync("openai", "gpt-99", 3);
        await store.WriteAsync(new[]
        {
            new UsageRecord
            {
                Id = Guid.CreateVersion7(), Time = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), Provider = "openai", ResponseModel = "gpt-4o",
                Cost = 2.5m, CostBasis = CostBasis.Listed, Usage = TokenUsage.FromInclusive(1_000_000, 0),
            },
        });
        using var document = JsonDocument.Parse(
            (await TokensRun.OverAsync(store, "what-if", "--model", "openai/gpt-4o-mini", "--format", "json")).Out);
        var totals = document.RootElement.GetProperty("totals");
        Assert.Equal((1, 2.5m, 0.15m, 2.35m), (
            totals.GetProperty("calls").GetInt32(), totals.GetProperty("cost").GetDecimal(), totals.GetProperty("wouldCost").GetDecimal(),
            totals.GetProperty("saving").GetDecimal()));
        Assert.Equal(3, document.RootElement.GetProperty("callsLeftOut").GetInt32());
    }

    [Fact]
    public async Task What_if_of_an_unknown_model_suggests_near_names()
    {
        var run = await TokensRun.OverAsync(new InMemoryUsageStore(), "what-if", "--model", "gpt-4o-minni", "--provider", "openai");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Similar names: openai/gpt-4o-mini", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_states_saving_and_evidence()
    {
        var run = await TokensRun.OverAsync(await StoreAsync("anthropic", "claude-sonnet-4-5", 30), "recommend", "--format", "json");
        using var document = JsonDocument.Parse(run.Out);
        var first = document.RootElement.GetProperty("recommendations")[0];
        Assert.Equal(("cheaperSibling", 0.036m), (first.GetProperty("kind").GetString(), first.GetProperty("saving").GetDecimal()));
        Assert.NotEqual(0, first.GetProperty("evidence").GetArrayLength());
    }

    [Fact]
    public async Task Recommend_says_that_there_is_nothing()
        => Assert.StartsWith(
            "There are no recommendations",
            (await TokensRun.OverAsync(new InMemoryUsageStore(), "recommend")).Out,
            StringComparison.Ordinal);

    private static async Task<IUsageStore> StoreAsync(string provider, string model, int calls)
    {
        var store = new InMemoryUsageStore();
        await using var tracker = new TokenTracker(store);
        for (var i = 0; i < calls; i++)
        {
            tracker.Record(new UsageRecord
            {
                Id = Guid.CreateVersion7(), Time = new DateTimeOffset(2026, 11, 1, 0, 0, i, TimeSpan.Zero), Provider = provider,
                ResponseModel = model,
                Operation = "classify", TimeToFirstToken = TimeSpan.FromSeconds(1), Usage = TokenUsage.FromExclusive(100, 100),
            });
        }

        await tracker.FlushAsync();
        return store;
    }
}
