using FsCheck;
using FsCheck.Fluent;

namespace TokenTracking.Cli.Tests.Ranges;

/// <summary>Records at and beyond the ends of every range that a record has.</summary>
internal static class ExtremeRecords
{
    private static readonly long?[] CountValues =
    [
        null, 0, 1, -1, 17, 1_000_000, TokenUsage.MaxCount - 1, TokenUsage.MaxCount, TokenUsage.MaxCount + 1, long.MaxValue, long.MinValue,
    ];

    private static readonly decimal?[] CostValues =
    [
        null, 0m, -1m, 0.0105m, 1e-28m, 1e9m - 1e-18m, 1e9m, 1e9m + 1e-18m, 1e20m, 7.9e28m, decimal.MaxValue, decimal.MinValue, -1e-28m,
    ];

    private static readonly string?[] Texts = [null, "", "proj", "a\0b", "\ud800", "=1+1", "line\nbreak", new string('x', 5000)];

    private static readonly string?[] Models = [null, "", "claude-sonnet-4-5", "gpt-4o", "gemini-2.5-pro", "no-such-model"];

    private static readonly DateTimeOffset[] Times =
    [
        DateTimeOffset.MinValue, DateTimeOffset.MinValue.AddTicks(1), DateTimeOffset.UnixEpoch.AddTicks(-1), DateTimeOffset.UnixEpoch,
        new(1, 1, 1, 0, 0, 0, TimeSpan.FromHours(-14)), new(2026, 10, 25, 1, 30, 0, TimeSpan.Zero),
        new(9999, 12, 31, 23, 59, 59, TimeSpan.FromHours(14)), DateTimeOffset.MaxValue,
    ];

    private static readonly TimeSpan[] DurationValues =
    [
        TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromTicks(-1), TimeSpan.FromDays(366), TimeSpan.FromDays(367), TimeSpan.MaxValue,
        TimeSpan.MinValue,
    ];

    private static readonly UsageUnit?[] UnitValues =
    [
        null, new("seconds", 0.5m), new("seconds", -1), new("images", 0), new("pages", TokenUsage.MaxCount), new("", 1),
        new("pages", TokenUsage.MaxCount + 1m), new("characters", decimal.MaxValue), new("seconds", decimal.MinValue), new(null!, 1),
        new("seconds", 1e-28m), new("\ud800\"", 1e20m),
    ];

    /// <summary>Token counts.</summary>
    public static Gen<TokenUsage> Usages =>
        from c in Gen.Elements(CountValues).ArrayOf(12)
        from way in Gen.Choose(0, 2)
        select way switch
        {
            0 => TokenUsage.FromInclusive(c[0], c[1], c[2], c[3], c[4], c[5] > 0, c[6], c[7]),
            1 => TokenUsage.FromExclusive(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7] > 0).WithParts(c[8], c[9], c[10], c[11]),
            _ => TokenUsage.FromBuckets(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11]),
        };

    /// <summary>A record, as a program may make one by hand or import it.</summary>
    public static Gen<UsageRecord> Records =>
        from time in Gen.Elements(Times)
        from texts in Gen.Elements(Texts).ArrayOf(8)
        from models in Gen.Elements(Models).ArrayOf(3)
        from usage in Usages
        from part in Usages
        from costs in Gen.Elements(CostValues).ArrayOf(3)
        from states in Gen.Choose(0, 255).ArrayOf(3)
        from named in Gen.Elements(true, true, false)
        from durations in Gen.Elements(DurationValues).ArrayOf(2)
        from limit in Gen.Elements(CountValues)
        from units in Gen.Elements(UnitValues).ArrayOf(3)
        select new UsageRecord
        {
            Id = Guid.NewGuid(), Time = time, Provider = texts[0], RequestModel = models[0], ResponseModel = models[1],
            Operation = texts[1], Project = texts[2], Agent = texts[3], Task = texts[4], ServiceTier = texts[5], ErrorType = texts[6],
            ResponseId = texts[7], Usage = usage, Cost = costs[0], ReportedCost = costs[1], ListedCost = costs[2],
            Completeness = (UsageCompleteness)(named ? states[0] % 4 : states[0]),
            Outcome = (CallOutcome)(named ? states[1] % 4 : states[1]),
            CostBasis = (CostBasis)(named ? states[2] % 5 : states[2]),
            Duration = durations[0], TimeToFirstToken = limit is null ? null : durations[1], MaxOutputTokens = limit,
            Units = units.Any(static unit => unit is not null) ? units! : null,
            Parts = states[0] % 3 == 0 ? [new UsagePart("message", models[2], part), null!] : null,
            Metadata = states[1] % 3 == 0 ? new Dictionary<string, string> { [texts[1] ?? "k"] = texts[2] ?? "v" } : null,
        };

    /// <summary>The body of a response whose usage has these values.</summary>
    public static Gen<string> Bodies
    {
        get
        {
            string[] values =
            [
                "0", "1", "-1", "1.5", "1000000000000000", "1000000000000001", "9223372036854775807", "-9223372036854775808",
                "1e20", "7.9e28", "1e400", "NaN", "\"NaN\"", "\"12\"", "null", "true", "[]", "{}", "-0", "1e-28",
                "79228162514264337593543950335",
            ];
            string[] shapes =
            [
                """
                {"id":"i","object":"chat.completion","model":"gpt-4o","choices":[{"index":0,"finish_reason":"stop"}],
                "usage":{"prompt_tokens":$0,"completion_tokens":$1,"total_tokens":$2,"cost":$3,
                "prompt_tokens_details":{"cached_tokens":$4,"audio_tokens":$5},
                "completion_tokens_details":{"reasoning_tokens":$6}}}
                """,
                """
                {"id":"i","type":"message","role":"assistant","model":"claude-sonnet-4-5","stop_reason":"end_turn",
                "usage":{"input_tokens":$0,
                "output_tokens":$1,"cache_read_input_tokens":$2,"cache_creation_input_tokens":$3,
                "cache_creation":{"ephemeral_5m_input_tokens":$4,"ephemeral_1h_input_tokens":$5},
                "server_tool_use":{"web_search_requests":$6,"web_fetch_requests":$0},
                "iterations":[{"type":"message","model":"claude-haiku-4-5","input_tokens":$1,"output_tokens":$2}]}}
                """,
                """
                {"candidates":[{"finishReason":"STOP"}],"modelVersion":"gemini-2.5-pro","usageMetadata":{"promptTokenCount":$0,
                "candidatesTokenCount":$1,"totalTokenCount":$2,"thoughtsTokenCount":$3,"cachedContentTokenCount":$4,
                "toolUsePromptTokenCount":$6,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":$5}]}}
                """,
                """
                {"id":"i","message":{"content":[]},"finish_reason":"COMPLETE","meta":{"billed_units":{"input_tokens":$0,"output_tokens":$1,
                "search_units":$2,"images":$3,"classifications":$4}}}
                """,
            ];
            return from shape in Gen.Elements(shapes)
                   from chosen in Gen.Elements(values).ArrayOf(7)
                   select chosen.Select(static (value, index) => (value, index))
                       .Aggregate(shape, static (body, one) => body.Replace($"${one.index}", one.value, StringComparison.Ordinal));
        }
    }
}
