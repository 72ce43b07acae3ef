namespace TokenTracking.Tests.Pricing;

public sealed class ServiceTierTests
{
    private static readonly TokenUsage Usage = TokenUsage.FromInclusive(1_000_000, 1_000_000);

    [Theory]
    [InlineData(null, "12.5")]
    [InlineData("default", "12.5")]
    [InlineData("standard", "12.5")]
    [InlineData("batch", "6.25")]
    [InlineData("priority", "21.25")]
    public void The_tier_that_answered_is_priced(string? tier, string expected)
        => Assert.Equal(
            decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), SampleCalls.Cost("openai", "gpt-4o", Usage, tier));

    [Fact]
    public void A_tier_without_listed_price_leaves_the_call_unpriced()
    {
        var record = SampleCalls.Of("anthropic", "claude-opus-4-5", Usage, "priority");
        Assert.Equal(CallCost.Unpriced, PriceBook.Default.GetCost(in record));
        Assert.Contains("No price is listed for the service tier 'priority'.", PriceBook.Default.Explain(in record).Notes);
    }

    [Fact]
    public void Reserved_capacity_is_not_priced_by_the_token()
        => Assert.Null(SampleCalls.Cost("openai", "gpt-4o", Usage, "scale"));

    [Fact]
    public void A_documented_batch_discount_stands_in_and_says_so()
    {
        var record = SampleCalls.Of("anthropic", "claude-opus-4-5", Usage, "batch");
        var cost = PriceBook.Default.GetCost(in record);
        Assert.Equal((15m, CostBasis.Derived), (cost.Amount, cost.Basis));
    }

    [Fact]
    public void A_batch_of_cached_tokens_scales_the_cache_price_with_the_input_price()
    {
        var record = SampleCalls.Of("openai", "gpt-4o", TokenUsage.FromInclusive(1_000_000, 0, cacheRead: 1_000_000), "batch");
        var cost = PriceBook.Default.GetCost(in record);
        Assert.Equal((0.625m, CostBasis.Derived), (cost.Amount, cost.Basis));
    }

    [Fact]
    public void Fast_mode_and_region_multiply_the_token_prices()
    {
        var record = SampleCalls.Of("anthropic", "claude-opus-4-6", TokenUsage.FromExclusive(1000, 1000))
            with { Speed = "fast", Geo = "us" };
        Assert.Equal(0.03m * 6m * 1.1m, PriceBook.Default.Cost(in record));
    }

    [Fact]
    public void Fast_mode_without_listed_factor_leaves_the_call_unpriced()
    {
        var record = SampleCalls.Of("anthropic", "claude-haiku-4-5", TokenUsage.FromExclusive(1000, 1000)) with { Speed = "fast" };
        Assert.Null(PriceBook.Default.Cost(in record));
        Assert.Contains("No price is listed for the speed 'fast'.", PriceBook.Default.Explain(in record).Notes);
    }

    [Fact]
    public void A_region_without_listed_uplift_costs_the_listed_price()
    {
        var record = SampleCalls.Of("anthropic", "claude-haiku-4-5", TokenUsage.FromExclusive(1000, 1000)) with { Geo = "global" };
        Assert.Equal(0.006m, PriceBook.Default.Cost(in record));
    }
}
