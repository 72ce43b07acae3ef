using Microsoft.Extensions.Logging;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Pricing;

public sealed class UnknownModelTests
{
    [Fact]
    public async Task An_unknown_model_is_warned_of_once_with_near_names()
    {
        var logger = new RecordingLogger<TokenTracker>();
        await using var tracker = new TokenTracker(new InMemoryUsageStore(), logger: logger);
        for (var i = 0; i < 3; i++)
            tracker.Record(SampleCalls.Of("openai", "gpt-4o-minni", TokenUsage.FromInclusive(10, 10)));
        tracker.Record(SampleCalls.Of("openai", "gpt-4o-mini", TokenUsage.FromInclusive(10, 10)));

        var warning = Assert.Single(logger.Lines, static line => line.Level == LogLevel.Warning);
        Assert.Equal(
            "Calls to gpt-4o-minni of openai are recorded without a cost. No price is known for model 'gpt-4o-minni' of provider 'openai'."
            + " Similar names: openai/gpt-4o-mini, openai/gpt-4.1-mini, openai/gpt-5-mini.",
            warning.Message);
    }

    [Fact]
    public async Task An_unknown_model_is_counted_as_unpriced_and_has_no_cost()
    {
        var store = new InMemoryUsageStore();
        await using var tracker = new TokenTracker(store);
        tracker.Record(SampleCalls.Of("openai", "gpt-nobody-knows", TokenUsage.FromInclusive(10, 10)));
        await tracker.FlushAsync();
        var report = await store.QueryAsync(new UsageQuery());
        Assert.Equal((1L, 1L, (decimal?)null), (report.Totals.Calls, report.Totals.UnpricedCalls, report.Totals.Cost));
    }

    [Fact]
    public async Task A_call_without_usage_says_nothing_of_the_models_price()
    {
        var logger = new RecordingLogger<TokenTracker>();
        await using var tracker = new TokenTracker(new InMemoryUsageStore(), logger: logger);
        tracker.Record(SampleCalls.Of("openai", "gpt-nobody-knows", TokenUsage.Unknown));
        Assert.DoesNotContain(logger.Lines, static line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public void Suggest_names_the_provider_that_has_the_model()
        => Assert.Equal("anthropic/claude-opus-4-5", PriceBook.Default.Suggest("openai", "claude-opus-4-5", 1).Single());

    [Fact]
    public void Suggest_gives_nothing_for_what_resembles_nothing()
        => Assert.Empty(PriceBook.Default.Suggest("deepseek", "zzzzzzzzzzzzzzzzzzzz"));
}
