namespace TokenTracking.Tests.Storage;

/// <summary>Records to store.</summary>
internal static class SampleRecords
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static UsageRecord Simple(DateTimeOffset? time = null, string? project = "proj_1", decimal? cost = 0.0105m) => new()
    {
        Id = Guid.CreateVersion7(time ?? Noon),
        Time = time ?? Noon,
        Provider = "anthropic",
        RequestModel = "claude-sonnet-4-5",
        ResponseModel = "claude-sonnet-4-5-20250929",
        Operation = "analyze_task",
        Project = project,
        Agent = "analyzer",
        Task = "task_7",
        Usage = TokenUsage.FromExclusive(input: 1000, output: 500),
        Duration = TimeSpan.FromMilliseconds(1234),
        Cost = cost,
        CostBasis = cost is null ? CostBasis.Unpriced : CostBasis.Listed,
        PriceTable = cost is null ? null : "2026-11-01",
    };

    /// <summary>Every field has a value, and no two fields have the same.</summary>
    public static UsageRecord Full() => new()
    {
        Id = Guid.CreateVersion7(Noon),
        Time = Noon.AddMicroseconds(123456),
        Provider = "openai",
        RequestModel = "gpt-5",
        ResponseModel = "gpt-5-2026-08-07",
        Operation = "infer_dependencies",
        Project = "プロジェクト",
        Agent = "agent \"zero\"",
        Task = "",
        Metadata = new Dictionary<string, string> { ["tenant"] = "a'; DROP TABLE usage; --", ["empty"] = "" },
        Usage = TokenUsage.FromBuckets(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, contradictory: true),
        Completeness = UsageCompleteness.Estimated,
        RawUsage = """{"prompt_tokens":1}""",
        Outcome = CallOutcome.Abandoned,
        ErrorType = "429",
        Duration = TimeSpan.FromMicroseconds(987654),
        TimeToFirstToken = TimeSpan.FromMicroseconds(4321),
        Cost = 0.0000123456789012345678901234m,
        CostBasis = CostBasis.Derived,
        ReportedCost = 79228162514264337593543950335m,
        PriceTable = "table",
        ResponseId = "resp_1",
        ServiceTier = "flex",
        MaxOutputTokens = long.MaxValue,
        Speed = "fast",
        Geo = "eu",
        ListedCost = 0.5m,
        Parts =
        [
            new UsagePart("compaction", "gpt-5-mini",
                TokenUsage.FromBuckets(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, contradictory: true)),
            new UsagePart(null, null, TokenUsage.Unknown),
        ],
        Units = [new UsageUnit("seconds", 8.470m), new UsageUnit("pages", TokenUsage.MaxCount)],
    };

    public static UsageRecord Empty() => new() { Id = Guid.CreateVersion7(Noon), Time = Noon };
}
