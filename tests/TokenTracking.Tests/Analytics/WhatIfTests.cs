using TokenTracking.Analytics.Alternatives;
using TokenTracking.Pricing;
using TokenTracking.Tests.Pricing;

namespace TokenTracking.Tests.Analytics;

public sealed class WhatIfTests
{
    private readonly InMemoryUsageStore _store = new();

    [Fact]
    public async Task A_local_run_would_have_cost_this_at_claude_haiku()
    {
        await TrackAsync(SampleCalls.Of("ollama", "llama3.1", TokenUsage.FromInclusive(800_000, 100_000)));
        var report = await AskAsync("claude-haiku-4-5");
        Assert.Equal((0m, 1.3m, -1.3m), (report.Actual.Totals.Cost, report.Would.Totals.Cost, report.Saving));
        Assert.Null(report.SavingShare);
        Assert.Equal("anthropic", report.Provider);
        Assert.Equal(1m, Assert.Single(report.Prices)[PriceDimension.Input]);
    }

    [Fact]
    public async Task Switching_to_haiku_saves_a_share()
    {
        await TrackAsync(
            SampleCalls.Of(
                "anthropic", "claude-sonnet-4-5-20250929", TokenUsage.FromExclusive(1_000_000 - 900_000, 100_000, cacheRead: 50_000)));
        var report = await AskAsync("claude-haiku-4-5");
        Assert.Equal(0.3m + 1.5m + 0.015m, report.Actual.Totals.Cost);
        Assert.Equal(0.1m + 0.5m + 0.005m, report.Would.Totals.Cost);
        Assert.Equal(0.667m, Math.Round(report.SavingShare!.Value, 3));
        Assert.Contains(report.Assumptions, static a => a.StartsWith("The same token counts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_call_is_in_the_context_tier_of_its_own_input()
    {
        var usage = TokenUsage.FromInclusive(150_000, 0);
        await TrackAsync(SampleCalls.Of("openai", "gpt-4o", usage), SampleCalls.Of("openai", "gpt-4o", usage));
        Assert.Equal(0.9m, (await AskAsync("claude-sonnet-4-5")).Would.Totals.Cost);
    }

    [Fact]
    public async Task Calls_that_lack_a_cost_are_in_neither_sum()
    {
        await TrackAsync(
            SampleCalls.Of("acme", "unknown", TokenUsage.FromInclusive(1_000, 1)), SampleCalls.Of("openai", "gpt-4o", TokenUsage.Unknown),
            SampleCalls.Of("openai", "gpt-4o", TokenUsage.FromInclusive(1_000_000, 0)));
        var report = await AskAsync("gpt-4o-mini");
        Assert.Equal(
            (2L, 1L, 2.5m, 0.15m), (report.CallsLeftOut, report.Actual.Totals.Calls, report.Actual.Totals.Cost, report.Would.Totals.Cost));
    }

    [Fact]
    public async Task Groups_stay_those_of_the_calls()
    {
        await TrackAsync(SampleCalls.Of("openai", "gpt-4o", TokenUsage.FromInclusive(1_000_000, 0)),
            SampleCalls.Of("openai", "o3", TokenUsage.FromInclusive(1_000_000, 0)));
        var report = await new WhatIf(_store, PriceBook.Default)
            .AskAsync(new UsageQuery { GroupBy = [UsageDimension.Model] }, "openai", "gpt-4o-mini");
        Assert.Equal([("gpt-4o", 0.15m), ("o3", 0.15m)], report.Would.Rows.Select(static row => (row.Key[0]!, row.Figures.Cost!.Value)));
    }

    [Fact]
    public async Task A_tier_that_the_other_model_does_not_list_is_priced_as_standard_and_said()
    {
        await TrackAsync(SampleCalls.Of("openai", "gpt-4o", TokenUsage.FromInclusive(1_000_000, 0), "priority"));
        var report = await AskAsync("claude-haiku-4-5");
        Assert.Equal(1m, report.Would.Totals.Cost);
        Assert.Contains("Calls of the tier 'priority' at the standard price: the other model lists none for it.", report.Assumptions);
    }

    [Fact]
    public async Task An_unknown_model_is_refused()
        => await Assert.ThrowsAsync<ArgumentException>(() => AskAsync("claude-nobody-knows"));

    private Task<WhatIfReport> AskAsync(string model) => new WhatIf(_store, PriceBook.Default).AskAsync(new UsageQuery(), null, model);

    private async Task TrackAsync(params UsageRecord[] records)
    {
        await using var tracker = new TokenTracker(_store);
        foreach (var record in records)
            tracker.Record(in record);
        await tracker.FlushAsync();
    }
}
