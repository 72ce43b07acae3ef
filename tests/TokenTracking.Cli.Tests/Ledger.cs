namespace TokenTracking.Cli.Tests;

/// <summary>Records for a test's store.</summary>
internal static class Ledger
{
    /// <summary>A store in memory that holds some calls.</summary>
    public static async Task<InMemoryUsageStore> OfAsync(params UsageRecord[] calls)
    {
        var store = new InMemoryUsageStore();
        await store.WriteAsync(calls);
        return store;
    }

    /// <summary>A call.</summary>
    public static UsageRecord Call(
        string time = "2026-11-22T10:00:00Z", string? project = "proj_123", string? model = "claude-sonnet-4-5", TokenUsage? usage = null,
        decimal? cost = 0.0105m, string? operation = "analyze_task")
        => new()
        {
            Id = Guid.CreateVersion7(),
            Time = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
            Provider = "anthropic",
            RequestModel = model,
            Project = project,
            Operation = operation,
            Usage = usage ?? TokenUsage.FromExclusive(input: 1000, output: 500),
            Cost = cost,
            CostBasis = cost is null ? CostBasis.Unpriced : CostBasis.Listed,
        };
}
