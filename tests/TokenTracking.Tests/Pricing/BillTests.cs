using TokenTracking.Testing;

namespace TokenTracking.Tests.Pricing;

public sealed class BillTests
{
    [Fact]
    public void Explain_gives_a_line_for_each_bucket()
    {
        var record = SampleCalls.Of("anthropic", "claude-opus-4-5", TokenUsage.FromExclusive(
            1000, 500, cacheRead: 2000, cacheWrite5m: 300, cacheWrite1h: 400, cacheWrite: 50, reasoning: 200)
                .WithParts(serverToolCalls: 2));
        var bill = PriceBook.Default.Explain(in record);
        Assert.Equal(
            [
                ("input", 1000L, 5m, 0.005m), ("cacheRead", 2000L, 0.5m, 0.001m), ("cacheWrite5m", 300L, 6.25m, 0.001875m),
                ("cacheWrite1h", 400L, 10m, 0.004m), ("cacheWrite", 50L, 6.25m, 0.0003125m), ("output", 300L, 25m, 0.0075m),
                ("reasoning", 200L, 25m, 0.005m), ("serverToolCall", 2L, 10_000m, 0.02m),
            ],
            bill.Lines.Select(static line => (line.Kind, line.Quantity, line.PricePerMillion!.Value, line.Amount)));
        Assert.Equal((0.0446875m, CostBasis.Listed, "standard"), (bill.Amount, bill.Basis, bill.ServiceTier));
        Assert.All(bill.Lines, static line => Assert.Equal("genai-prices 0.1.8", line.Source));
        Assert.Empty(bill.Notes);
    }

    [Fact]
    public void Audio_parts_have_their_own_price_and_are_taken_out_of_the_text()
    {
        var record = SampleCalls.Of(
            "openai", "gpt-4o-audio-preview", TokenUsage.FromInclusive(1000, 1000).WithParts(audioInput: 400, audioOutput: 600));
        Assert.Equal(
            [("audioInput", 400L, 40m), ("input", 600L, 2.5m), ("audioOutput", 600L, 80m), ("output", 400L, 10m)],
            PriceBook.Default.Explain(in record).Lines.Select(static line => (line.Kind, line.Quantity, line.PricePerMillion!.Value)));
    }

    [Fact]
    public void Audio_without_a_price_of_its_own_is_text()
        => Assert.Equal(
            SampleCalls.Cost("openai", "gpt-4o", TokenUsage.FromInclusive(1000, 1000)),
            SampleCalls.Cost("openai", "gpt-4o", TokenUsage.FromInclusive(1000, 1000).WithParts(audioInput: 400, audioOutput: 600)));

    [Fact]
    public void Cached_audio_has_the_price_of_cached_audio()
    {
        var record = SampleCalls.Of("openai", "gpt-realtime", TokenUsage.FromInclusive(1000, 0, cacheRead: 700).WithParts(audioInput: 500));
        Assert.Equal(
            [("audioInput", 300L, 32m), ("audioCacheRead", 200L, 0.4m), ("cacheRead", 500L, 0.4m)],
            PriceBook.Default.Explain(in record).Lines.Select(static line => (line.Kind, line.Quantity, line.PricePerMillion!.Value)));
    }

    [Fact]
    public void Image_output_has_its_own_price()
        => Assert.Equal(
            (1000 * 2.5m + 1290 * 30m) / 1_000_000m,
            SampleCalls.Cost("gcp.gemini", "gemini-2.5-flash-image", TokenUsage.FromInclusive(0, 2290).WithParts(imageOutput: 1290)));

    [Fact]
    public void Reasoning_with_a_price_of_its_own_is_billed_at_it()
        => Assert.Equal(
            0.0012m + (0.004m * 2),
            SampleCalls.Cost("alibaba", "qwen-plus-2025-07-28", TokenUsage.FromInclusive(0, 3000, reasoning: 2000)));

    [Fact]
    public void A_price_per_request_is_charged_once_a_call()
        => Assert.Equal(0.012m + 0.001m, SampleCalls.Cost("perplexity", "sonar", TokenUsage.FromInclusive(1000, 0)));

    [Fact]
    public void A_search_fee_by_the_request_is_not_charged_by_the_search_too()
        => Assert.Equal(
            SampleCalls.Cost("perplexity", "sonar", TokenUsage.FromInclusive(1000, 0)),
            SampleCalls.Cost("perplexity", "sonar", TokenUsage.FromInclusive(1000, 0).WithParts(serverToolCalls: 3)));

    [Fact]
    public void Documented_multipliers_stand_in_where_the_list_is_silent()
    {
        var record = SampleCalls.Of("gcp.vertex_ai", "claude-opus-5-5", TokenUsage.FromExclusive(0, 0, cacheWrite1h: 1_000_000));
        var cost = PriceBook.Default.GetCost(in record);
        Assert.Equal((8m, CostBasis.Derived), (cost.Amount, cost.Basis));
    }

    [Fact]
    public void An_unknown_one_hour_price_leaves_the_call_unpriced()
        => Assert.Null(SampleCalls.Cost("aws.bedrock", "amazon.nova-pro-v1:0", TokenUsage.FromExclusive(10, 10, cacheWrite1h: 1000)));

    [Fact]
    public void Unknown_usage_is_unpriced()
        => Assert.Null(SampleCalls.Cost("anthropic", "claude-opus-4-5", TokenUsage.Unknown));

    [Fact]
    public void Usage_of_zero_costs_zero()
        => Assert.Equal(0m, SampleCalls.Cost("anthropic", "claude-opus-4-5", TokenUsage.FromExclusive(0, 0)));

    [Fact]
    public void A_failed_call_without_usage_has_no_cost()
        => Assert.Null(PriceBook.Default.Cost(
            SampleCalls.Of("openai", "gpt-4o", TokenUsage.Unknown) with { Outcome = CallOutcome.Failed, ErrorType = "429" }));

    [Fact]
    public void A_reported_cost_wins_and_the_listed_one_is_kept_beside_it()
    {
        var record = SampleCalls.Of("openrouter", "openai/gpt-4o-mini", TokenUsage.FromInclusive(1_000_000, 0))
            with { ReportedCost = 0.2m };
        var cost = PriceBook.Default.GetCost(in record);
        Assert.Equal((0.2m, CostBasis.Reported), (cost.Amount, cost.Basis));
        var bill = PriceBook.Default.Explain(in record);
        Assert.Equal((0.2m, 0.15m), (bill.Amount, bill.Listed?.Amount));
    }

    [Fact]
    public void Server_tools_without_a_price_leave_the_call_unpriced()
        => Assert.Null(SampleCalls.Cost("openai", "o1", TokenUsage.FromInclusive(10, 10).WithParts(serverToolCalls: 1)));

    [Fact]
    public void What_has_a_price_is_told_beside_a_server_tool_that_has_none()
    {
        var cost = PriceBook.Default.Explain(
            SampleCalls.Of("deepseek", "deepseek-chat", TokenUsage.FromInclusive(1_000_000, 0).WithParts(serverToolCalls: 2)));
        Assert.Null(cost.Amount);
        Assert.Empty(cost.Lines);
        Assert.Contains("No price is listed for server-side tool calls.", cost.Notes);
        Assert.Contains("The parts with a price cost 0.27 USD, which is not the cost of the call.", cost.Notes);
    }

    [Fact]
    public void Embeddings_need_no_output_price()
        => Assert.Equal(0.13m, SampleCalls.Cost("openai", "text-embedding-3-large", TokenUsage.FromInclusive(1_000_000, null)));

    [Fact]
    public void GetCost_allocates_nothing()
    {
        var record = SampleCalls.Of("anthropic", "claude-opus-4-5-20251101", TokenUsage.FromExclusive(1000, 500, cacheRead: 2000));
        var unknown = SampleCalls.Of("anthropic", "claude-unheard-of", TokenUsage.FromExclusive(1000, 500));
        var dated = SampleCalls.Of("openai", "gpt-4o-2031-01-01", TokenUsage.FromInclusive(1000, 500));

        var allocated = Allocation.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                PriceBook.Default.GetCost(in record);
                PriceBook.Default.GetCost(in unknown);
                PriceBook.Default.GetCost(in dated);
            }
        });

        Assert.Equal(0, allocated);
    }
}
