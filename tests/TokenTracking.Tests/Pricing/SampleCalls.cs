namespace TokenTracking.Tests.Pricing;

/// <summary>Calls to price.</summary>
internal static class SampleCalls
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    public static UsageRecord Of(string? provider, string? model, TokenUsage usage, string? tier = null, DateTimeOffset? at = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Time = at ?? Noon,
        Provider = provider,
        ResponseModel = model,
        Usage = usage,
        ServiceTier = tier,
    };

    public static decimal? Cost(this PriceBook book, in UsageRecord record)
    {
        var cost = book.GetCost(in record).Amount;
        Assert.Equal(cost, book.Explain(in record).Amount);
        if (cost is not null)
            Assert.Equal(cost, book.Explain(in record).Lines.Sum(static line => line.Amount));
        return cost;
    }

    public static decimal? Cost(string? provider, string? model, TokenUsage usage, string? tier = null, DateTimeOffset? at = null)
        => PriceBook.Default.Cost(Of(provider, model, usage, tier, at));
}
