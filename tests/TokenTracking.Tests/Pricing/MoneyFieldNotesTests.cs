namespace TokenTracking.Tests.Pricing;

/// <summary>What went wrong with money elsewhere: a test each, named after what it prevents.</summary>
public sealed class MoneyFieldNotesTests
{
    [Fact]
    public void Cache_writes_are_not_charged_as_input_too()
    {
        // litellm#9812: $0.0913 where the bill said $0.0544.
        var cost = SampleCalls.Cost(
            "anthropic", "claude-3-7-sonnet-20250219", TokenUsage.FromExclusive(3, 550, cacheRead: 0, cacheWrite5m: 12_304));
        Assert.Equal(((3 * 3m) + (12_304 * 3.75m) + (550 * 15m)) / 1_000_000m, cost);
    }

    [Fact]
    public void Cache_reads_are_not_charged_at_the_input_rate()
    {
        // litellm#11364, #11789; langfuse#12306, #10592; phoenix#10036: cached tokens inside the input figure, priced as fresh or added
        // again.
        var usage = TokenUsage.FromInclusive(100_000, 0, cacheRead: 90_000);
        Assert.Equal(((10_000 * 2.5m) + (90_000 * 1.25m)) / 1_000_000m, SampleCalls.Cost("openai", "gpt-4o", usage));
    }

    [Fact]
    public void Cached_tokens_of_inclusive_and_exclusive_providers_cost_the_same()
        // conductor#427: $50.32 shown, $7.95 real, where inclusive counts were taken as additive.
        => Assert.Equal(
            SampleCalls.Cost("anthropic", "claude-opus-4-5", TokenUsage.FromExclusive(1_000, 10, cacheRead: 200_000)),
            SampleCalls.Cost("anthropic", "claude-opus-4-5", TokenUsage.FromInclusive(201_000, 10, cacheRead: 200_000)));

    [Fact]
    public void Cache_write_tokens_of_openai_keep_their_premium()
        // litellm#33772: a new field name was ignored and the premium lost.
        => Assert.Equal(
            6.25m,
            SampleCalls.Cost("openai", "gpt-5.6", TokenUsage.FromInclusive(1_000_000, 0, cacheWrite: 1_000_000),
                at: new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero))! / 2m);

    [Fact]
    public void One_hour_cache_writes_are_not_charged_at_the_five_minute_rate()
    {
        // pi#5737, claude-powerline#104: $305.30 where the bill said $355.66.
        Assert.Equal(10m, SampleCalls.Cost("anthropic", "claude-opus-4-5", TokenUsage.FromExclusive(0, 0, cacheWrite1h: 1_000_000)));
        Assert.Equal(6.25m, SampleCalls.Cost("anthropic", "claude-opus-4-5", TokenUsage.FromExclusive(0, 0, cacheWrite5m: 1_000_000)));
        Assert.Equal(
            0.5m, SampleCalls.Cost("anthropic", "claude-3-haiku-20240307", TokenUsage.FromExclusive(0, 0, cacheWrite1h: 1_000_000)));
        Assert.Equal(30m, SampleCalls.Cost("anthropic", "claude-3-opus-20240229", TokenUsage.FromExclusive(0, 0, cacheWrite1h: 1_000_000)));
    }

    [Fact]
    public void The_context_tier_is_not_decided_without_the_cached_tokens()
        // litellm#30207: a cached prompt of 250k billed at the base rate.
        => Assert.Equal(
            ((10_000 * 6m) + (240_000 * 0.6m)) / 1_000_000m,
            SampleCalls.Cost("anthropic", "claude-sonnet-4-5", TokenUsage.FromExclusive(10_000, 0, cacheRead: 240_000)));

    [Theory]
    [InlineData("anthropic", "claude-sonnet-4-5", 200_000, "0.6")]
    [InlineData("anthropic", "claude-sonnet-4-5", 200_001, "1.200006")]
    [InlineData("x_ai", "grok-4.5", 199_999, "0.399998")]
    [InlineData("x_ai", "grok-4.5", 200_000, "0.8")]
    [InlineData("openai", "gpt-6-sol", 272_000, "0.544")]
    [InlineData("openai", "gpt-6-sol", 272_001, "1.088004")]
    [InlineData("openai", "gpt-5.4", 271_999, "0.6799975")]
    [InlineData("openai", "gpt-5.4", 272_000, "1.36")]
    public void The_boundary_itself_is_in_the_tier_that_its_source_says(string provider, string model, long tokens, string expected)
        // litellm#40174, Kilo#3759: ">" and ">=" differ by provider.
        => Assert.Equal(
            decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            SampleCalls.Cost(provider, model, TokenUsage.FromInclusive(tokens, 0)));

    [Fact]
    public void Two_short_calls_are_not_priced_as_one_long_one()
    {
        var half = TokenUsage.FromInclusive(150_000, 1_000);
        var apart = SampleCalls.Cost("gcp.gemini", "gemini-2.5-pro", half) * 2;
        Assert.Equal(((300_000 * 1.25m) + (2_000 * 10m)) / 1_000_000m, apart);
        Assert.NotEqual(apart, SampleCalls.Cost("gcp.gemini", "gemini-2.5-pro", half + half));
    }

    [Fact]
    public void A_long_batch_with_cached_tokens_is_in_the_long_tier_at_the_batch_rate()
        // litellm#39861, #38341: wrong tier for batch with cache above 272k; Bedrock batches at $0.
        => Assert.Equal(
            ((100_000 * 10m) + (200_000 * 1m) + (1_000 * 45m)) / 2m / 1_000_000m,
            SampleCalls.Cost("openai", "gpt-5.5", TokenUsage.FromInclusive(300_000, 1_000, cacheRead: 200_000), "batch"));

    [Fact]
    public void Flex_is_not_priced_as_standard()
    {
        // litellm#13810: twice the bill.
        Assert.Equal(1.25m, SampleCalls.Cost("openai", "gpt-5", TokenUsage.FromInclusive(1_000_000, 0)));
        Assert.Equal(0.625m, SampleCalls.Cost("openai", "gpt-5", TokenUsage.FromInclusive(1_000_000, 0), "flex"));
    }

    [Fact]
    public void Reasoning_is_not_charged_twice()
        // opencode#17566, tokscale#1142, llmgateway#3435: reasoning is a part of the output.
        => Assert.Equal(
            SampleCalls.Cost("openai", "o3", TokenUsage.FromInclusive(0, 1_000)),
            SampleCalls.Cost("openai", "o3", TokenUsage.FromInclusive(0, 1_000, reasoning: 800)));

    [Fact]
    public void Thoughts_of_gemini_are_charged_once_and_not_left_out()
        // deepeval#2943, llm-gemini#75: candidates exclude thoughts.
        => Assert.Equal(
            1_800 * 2.5m / 1_000_000m,
            SampleCalls.Cost(
                "gcp.gemini", "gemini-2.5-flash", TokenUsage.FromInclusive(0, 1_000, reasoning: 800, reasoningIncluded: false)));

    [Theory]
    [InlineData("z_ai", "glm-4.7", "glm-4")]
    [InlineData("openai", "gpt-4o-mini", "gpt-4o")]
    [InlineData("openai", "gpt-4o-2024-05-13", "gpt-4o")]
    [InlineData("gcp.gemini", "gemini-1.5-flash-8b", "gemini-1.5-flash")]
    public void A_name_is_not_priced_like_the_beginning_of_it(string provider, string model, string prefix)
    {
        // latitude-llm#4415, DeepTutor#1492, tokscale#1062: glm-4.7 priced as glm-4, gpt-4o-mini as gpt-4o.
        Assert.NotSame(PriceBook.Default.Find(provider, model) ?? new object(), PriceBook.Default.Find(provider, prefix));
        Assert.NotEqual(
            SampleCalls.Cost(provider, model, TokenUsage.FromInclusive(1_000_000, 0)),
            SampleCalls.Cost(provider, prefix, TokenUsage.FromInclusive(1_000_000, 0)) ?? -1m);
    }

    [Theory]
    [InlineData("openai", "gpt-4o-ultra")]
    [InlineData("z_ai", "glm-4.7-turbo-max")]
    [InlineData("anthropic", "claude-sonnet-4-5-20250929-beta")]
    public void A_longer_name_is_not_priced_like_the_shorter_one(string provider, string model)
        => Assert.Null(SampleCalls.Cost(provider, model, TokenUsage.FromInclusive(1_000_000, 0)));

    [Theory]
    [InlineData("anthropic", "claude-sonnet-4-5-20250929")]
    [InlineData("anthropic", "claude-3-5-haiku-20241022")]
    [InlineData("anthropic", "claude-3-opus-latest")]
    [InlineData("openai", "gpt-4o-2024-11-20")]
    [InlineData("openai", "gpt-5.6-sol-2026-05-01")]
    [InlineData("aws.bedrock", "us.anthropic.claude-sonnet-4-20250514-v1:0")]
    [InlineData("gcp.vertex_ai", "claude-opus-4-1@20250805")]
    [InlineData("mistral_ai", "mistral-large-latest")]
    [InlineData("azure.ai.openai", "gpt-4.1-mini-2025-04-14")]
    public void Dated_and_aliased_ids_are_priced(string provider, string model)
        // OpenAnt#434, langflow-e2e#1213: 31 of 90 ids unpriced.
        => Assert.NotNull(SampleCalls.Cost(provider, model, TokenUsage.FromInclusive(1_000, 10)));

    [Fact]
    public void An_unknown_model_is_not_silently_free()
    {
        // axi#92, eidan#203: $0 for an unknown model defeats every cap.
        var record = SampleCalls.Of("openai", "gpt-99", TokenUsage.FromInclusive(1_000_000, 0));
        Assert.Equal(new CallCost(null, CostBasis.Unpriced, null), PriceBook.Default.GetCost(in record));
        Assert.Contains(PriceBook.Default.Explain(in record).Notes, static note => note.Contains("'gpt-99'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_zero_that_nobody_filled_in_is_not_a_price()
        => Assert.Null(SampleCalls.Cost("openrouter", "openrouter/auto", TokenUsage.FromInclusive(1_000, 10)));

    [Fact]
    public void Free_is_a_price_and_not_unknown()
    {
        var record = SampleCalls.Of("ollama", "llama3.1:8b", TokenUsage.FromInclusive(1_000_000, 1_000_000, cacheRead: 500));
        var cost = PriceBook.Default.GetCost(in record);
        Assert.Equal((0m, CostBasis.Listed), (cost.Amount, cost.Basis));
    }

    [Fact]
    public void History_is_not_repriced_with_todays_prices()
    {
        // ccusage#1636, CodexBar#2671: a closed week moved from $2,472.81 to $1,923.92.
        var usage = TokenUsage.FromInclusive(1_000_000, 0);
        Assert.Equal(1m, SampleCalls.Cost("openai", "gpt-5.6-luna", usage, at: new(2026, 7, 29, 23, 59, 59, TimeSpan.Zero)) / 2m);
        Assert.Equal(0.2m, SampleCalls.Cost("openai", "gpt-5.6-luna", usage, at: new(2026, 7, 30, 0, 0, 0, TimeSpan.Zero)) / 2m);
    }

    [Fact]
    public void A_cost_has_no_float_noise()
    {
        // litellm#8867, langfuse#1041, agentops#284: 0.0016150000000000001.
        Assert.Equal("0.001615", Text(SampleCalls.Cost("openai", "gpt-4o", TokenUsage.FromInclusive(646, 0))));
        Assert.All(
            PriceBook.Default.Models.SelectMany(static model => model.Rows).SelectMany(static row => row.Cards),
            static card => Assert.All(card.Dimensions, dimension => Assert.True(Text(card[dimension]).Length <= 15)));
    }

    [Fact]
    public void A_sum_of_many_small_costs_is_exact()
    {
        var cost = SampleCalls.Cost("openai", "gpt-4o-mini", TokenUsage.FromInclusive(7, 3));
        Assert.Equal(0.00000285m, cost);
        Assert.Equal(2.85m, Enumerable.Repeat(cost!.Value, 1_000_000).Sum());
    }

    [Fact]
    public void Billions_of_tokens_do_not_overflow()
        => Assert.Equal(12_500_000m, SampleCalls.Cost("openai", "gpt-5", TokenUsage.FromInclusive(10_000_000_000_000, 0)));

    [Fact]
    public void A_part_above_its_total_does_not_make_the_cost_vanish()
        // pydantic-ai#3850, genai-prices#334: negative fresh tokens threw, and the metric was gone.
        => Assert.NotNull(SampleCalls.Cost("openai", "gpt-4o", TokenUsage.FromInclusive(100, 10, cacheRead: 150)));

    [Fact]
    public void Each_attempt_of_a_fallback_is_priced_at_the_model_that_answered()
        // litellm#39294, sdk deployments of Azure: the requested name is not the model.
        => Assert.Equal(
            0.15m,
            PriceBook.Default.Cost(SampleCalls.Of("azure.ai.openai", "gpt-4o-mini-2024-07-18", TokenUsage.FromInclusive(1_000_000, 0)) with
            {
                RequestModel = "my-deployment",
            })! / 1.1m);

    private static string Text(decimal? amount)
        => (amount!.Value / 1.0000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
