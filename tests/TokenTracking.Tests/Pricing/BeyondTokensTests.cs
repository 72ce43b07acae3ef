namespace TokenTracking.Tests.Pricing;

/// <summary>Tiers, regions and searches that a list has no price for, but the provider documents.</summary>
public sealed class BeyondTokensTests
{
    [Theory]
    [InlineData("anthropic", "claude-sonnet-4-6", "us", 1.1)]
    [InlineData("anthropic", "claude-opus-4-6", "us", 1.1)] // listed
    [InlineData("anthropic", "claude-sonnet-4-5", "us", 1)]
    [InlineData("anthropic", "claude-sonnet-4-6", "global", 1)]
    [InlineData("anthropic", "claude-sonnet-4-6", "not_available", 1)]
    [InlineData("gcp.vertex_ai", "claude-sonnet-4-6", "europe-west1", 1.1)]
    [InlineData("openai", "gpt-5.4", "eu", 1.1)]
    [InlineData("openai", "gpt-4o", "eu", 1)]
    public void A_region_costs_what_is_documented(string provider, string model, string geo, double factor)
    {
        var call = SampleCalls.Of(provider, model, TokenUsage.FromInclusive(1000, 1000));

        Assert.Equal(PriceBook.Default.GetCost(in call).Amount * (decimal)factor,
            PriceBook.Default.GetCost(call with { Geo = geo }).Amount);
    }

    [Fact]
    public void A_region_without_a_known_factor_is_said()
        => Assert.Contains(
            PriceBook.Default.Explain(SampleCalls.Of("openai", "gpt-4o", TokenUsage.FromInclusive(1, 1)) with { Geo = "eu" }).Notes,
            static note => note.Contains("region 'eu'", StringComparison.Ordinal));

    [Theory]
    [InlineData("ON_DEMAND", 1.0)]
    [InlineData("ON_DEMAND_FLEX", 0.5)]
    [InlineData("PROVISIONED_THROUGHPUT", null)]
    [InlineData("SOMETHING_NEW", null)]
    public void A_traffic_type_is_a_tier_and_an_unknown_one_is_unpriced(string tier, double? factor)
    {
        var call = SampleCalls.Of("gcp.gemini", "gemini-3.5-flash-lite", TokenUsage.FromInclusive(4061, 25));

        Assert.Equal(
            factor is { } known ? PriceBook.Default.GetCost(in call).Amount * (decimal)known : null,
            PriceBook.Default.GetCost(call with { ServiceTier = tier }).Amount);
    }

    [Theory]
    [InlineData("openai", "gpt-5-mini", 0.02)]
    [InlineData("gcp.gemini", "gemini-3-flash-preview", 0.028)]
    public void Searches_cost_what_is_documented(string provider, string model, double two)
    {
        var call = SampleCalls.Of(provider, model, TokenUsage.FromInclusive(1000, 1000));
        var searching = call with { Usage = call.Usage.WithParts(serverToolCalls: 2) };

        Assert.Equal(PriceBook.Default.GetCost(in call).Amount + (decimal)two, PriceBook.Default.GetCost(in searching).Amount);
    }
}
