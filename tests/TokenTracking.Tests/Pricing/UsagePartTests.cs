namespace TokenTracking.Tests.Pricing;

/// <summary>Calls whose steps different models answered.</summary>
public sealed class UsagePartTests
{
    private static readonly UsagePart Message = new("message", "claude-opus-4-5", TokenUsage.FromExclusive(1000, 100));
    private static readonly UsagePart Compaction = new("compaction", "claude-haiku-4-5", TokenUsage.FromExclusive(1_000_000, 0));

    [Fact]
    public void Each_step_has_the_price_of_its_own_model()
        => Assert.Equal((1000 * 5m + 100 * 25m) / 1_000_000m + 1m, PriceBook.Default.Cost(Call(Compaction, Message)));

    [Fact]
    public void A_step_without_a_model_has_the_price_of_the_model_that_answered()
        => Assert.Equal(
            PriceBook.Default.Cost(Call(Message, Message)), PriceBook.Default.Cost(Call(Message with { Model = null }, Message)));

    [Fact]
    public void The_lines_of_all_steps_explain_the_cost()
    {
        var bill = PriceBook.Default.Explain(Call(Compaction, Message));

        Assert.Equal(
            [("input", 1_000_000L, 1m), ("input", 1000L, 5m), ("output", 100L, 25m)],
            bill.Lines.Select(static line => (line.Kind, line.Quantity, line.PricePerMillion!.Value)));
        Assert.Equal(("claude-opus-4-5", CostBasis.Listed, PriceBook.Default.Id), (bill.Model, bill.Basis, bill.PriceTable));
        Assert.Contains("Each step of the call is priced with the prices of its model.", bill.Notes);
    }

    [Fact]
    public void A_step_without_a_price_leaves_the_call_without_one_and_is_named()
    {
        var call = Call(Message, Compaction with { Model = "unheard-of" });

        var bill = PriceBook.Default.Explain(in call);

        Assert.Equal((null, CostBasis.Unpriced, null), (bill.Amount, bill.Basis, bill.PriceTable));
        Assert.Equal(CallCost.Unpriced, PriceBook.Default.GetCost(in call));
        Assert.Contains("A step of the call has no price, so the call has no cost.", bill.Notes);
        Assert.Contains(bill.Notes, static note => note.Contains("'unheard-of'", StringComparison.Ordinal));
    }

    [Fact]
    public void Tools_on_the_providers_side_are_billed_once()
    {
        var call = Call(Message, Compaction);
        call = call with { Usage = call.Usage.WithParts(serverToolCalls: 3) };

        Assert.Equal(PriceBook.Default.Cost(Call(Message, Compaction)) + 0.03m, PriceBook.Default.Cost(in call));
        Assert.Single(PriceBook.Default.Explain(in call).Lines, static line => line.Kind == "serverToolCall");
    }

    [Fact]
    public void The_providers_own_figure_wins_and_the_steps_are_beside_it()
    {
        var bill = PriceBook.Default.Explain(Call(Message, Compaction) with { ReportedCost = 0.5m });

        Assert.Equal((0.5m, CostBasis.Reported), (bill.Amount, bill.Basis));
        Assert.Equal(PriceBook.Default.Cost(Call(Message, Compaction)), bill.Listed!.Amount);
    }

    [Fact]
    public async Task A_tracker_prices_the_steps_and_counts_their_sum()
    {
        await using var tracker = new TokenTracker(new InMemoryUsageStore());

        tracker.Record(Call(Message, Compaction) with { Project = "p" });

        var stats = tracker.GetProjectStats("p");
        Assert.Equal((1_001_100L, PriceBook.Default.Cost(Call(Message, Compaction))), (stats.TotalTokens, stats.TotalCost));
    }

    private static UsageRecord Call(params UsagePart[] parts)
        => SampleCalls.Of("anthropic", "claude-opus-4-5", parts.Aggregate(TokenUsage.Unknown, static (sum, part) => sum + part.Usage))
            with { Parts = parts };
}
