using TokenTracking.Pricing;

namespace TokenTracking.Tests.Pricing;

/// <summary>What stands in where a list is silent says that it does, by how much, and on whose word.</summary>
public sealed class DerivedPriceTests
{
    private static readonly string[] HalfForBatches =
        ["anthropic", "openai", "azure.ai.openai", "gcp.gemini", "gcp.vertex_ai", "aws.bedrock", "mistral_ai", "groq"];

    [Fact]
    public void A_documented_batch_factor_is_marked_on_each_line_and_named_with_its_provider()
    {
        var cost = Explain("anthropic", "claude-opus-4-5", TokenUsage.FromInclusive(1_000_000, 1_000), "batch");
        Assert.Equal((2.5125m, CostBasis.Derived), (cost.Amount, cost.Basis));
        Assert.All(cost.Lines, static line => Assert.True(line.Derived));
        Assert.Equal(
            ["Derived: no batch price is listed; 0.5 × the standard price is used, as anthropic documents for batch processing."],
            cost.Notes);
    }

    [Fact]
    public void A_listed_batch_price_is_not_marked_and_needs_no_note()
    {
        var cost = Explain("openai", "gpt-4o", TokenUsage.FromInclusive(1_000_000, 1_000), "batch");
        Assert.Equal((1.255m, CostBasis.Listed), (cost.Amount, cost.Basis));
        Assert.All(cost.Lines, static line => Assert.False(line.Derived));
        Assert.Empty(cost.Notes);
    }

    [Fact]
    public void Groq_bills_flex_like_on_demand()
    {
        var cost = Explain("groq", "llama-3.3-70b-versatile", TokenUsage.FromInclusive(1_000_000, 0), "flex");
        Assert.Equal(SampleCalls.Cost("groq", "llama-3.3-70b-versatile", TokenUsage.FromInclusive(1_000_000, 0)), cost.Amount);
        Assert.Contains(cost.Notes,
            static note => note.StartsWith("Derived: no flex price is listed; 1 × the standard price", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deepseek", "deepseek-chat", "batch")]
    [InlineData("x_ai", "grok-4", "flex")]
    [InlineData("anthropic", "claude-opus-4-5", "priority")]
    public void A_tier_that_nobody_documents_a_factor_for_has_no_cost(string provider, string model, string tier)
    {
        var cost = Explain(provider, model, TokenUsage.FromInclusive(1_000, 10), tier);
        Assert.Null(cost.Amount);
        Assert.Contains($"No price is listed for the service tier '{tier}'.", cost.Notes);
    }

    [Fact]
    public void The_documented_batch_factor_is_what_the_lists_have_wherever_they_list_one()
    {
        var ratios = PriceBook.Default.Models.Where(
            static model => HalfForBatches.Contains(model.Provider) && !model.Model.StartsWith("ft:", StringComparison.Ordinal))
            .SelectMany(static model => model.Rows).Where(static row => row.FindExact("batch", 0) is not null)
            .Select(static row => row.FindExact("batch", 0)![PriceDimension.Input] / row[PriceDimension.Input]).OfType<decimal>().ToList();
        Assert.True(ratios.Count > 50);

        // Lists round a tenth of a cent per million up.
        Assert.All(ratios, static ratio => Assert.InRange(ratio, 0.5m, 0.55m));
    }

    [Fact]
    public void A_multiple_of_the_input_price_is_named_as_anthropics()
    {
        var cost = Explain("gcp.vertex_ai", "claude-opus-5-5", TokenUsage.FromExclusive(0, 0, cacheWrite1h: 1_000_000));
        Assert.Equal(8m, cost.Amount);
        Assert.Contains(
            cost.Notes, static note => note.StartsWith("Derived: no price is listed for a cache part; Anthropic's documented multiples",
            StringComparison.Ordinal));
    }

    [Fact]
    public void A_part_that_a_tier_does_not_list_is_scaled_like_its_input_and_says_so()
    {
        var cost = Explain("openai", "gpt-4o", TokenUsage.FromInclusive(1_000_000, 0, cacheRead: 1_000_000), "batch");
        Assert.Equal((0.625m, CostBasis.Derived), (cost.Amount, cost.Basis));
        Assert.Contains(
            "Derived: the batch tier does not list a part of the usage; it is scaled like the tier's input or output price.", cost.Notes);
    }

    [Fact]
    public void Half_a_tier_is_no_tier()
    {
        // LiteLLM has GPT-5's priority price at GPT-5 nano: fifty times its own.
        Assert.Null(SampleCalls.Cost("openai", "gpt-5-nano", TokenUsage.FromInclusive(1_000_000, 0), "priority"));
        Assert.Equal(0.025m, SampleCalls.Cost("openai", "gpt-5-nano", TokenUsage.FromInclusive(1_000_000, 0), "flex"));
    }

    private static CostBreakdown Explain(string provider, string model, TokenUsage usage, string? tier = null)
        => PriceBook.Default.Explain(SampleCalls.Of(provider, model, usage, tier));
}
