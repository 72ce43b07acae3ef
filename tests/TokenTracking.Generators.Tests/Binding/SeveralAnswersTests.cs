using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Binding;

/// <summary>Several usages in one result, and whole answers in sequences: they add up, each at its own model.</summary>
public sealed class SeveralAnswersTests
{
    private const string Prelude = """
        #nullable enable
        using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using TokenTracking;
        public static class Make
        {
            public static LlmResult A => new() { Text = "a", Model = "m-a", Usage = TokenUsage.FromInclusive(10, 1) };
            public static LlmResult B => new() { Text = "b", Model = "m-b", Usage = TokenUsage.FromInclusive(20, 2) };
            public static async IAsyncEnumerable<T> Flow<T>(params T[] items)
            {
                foreach (var item in items) { await Task.Yield(); yield return item; }
            }
        }

        """;

    public static TheoryData<string, string, string, string, string> Results => new()
    {
        { "a tuple of two", "30+3", "m-a 10+1, m-b 20+2", "(LlmResult A, LlmResult B)", "(Make.A, Make.B)" },
        { "a tuple of three", "40+4", "m-a 10+1, m-b 20+2, m-a 10+1", "(LlmResult, LlmResult, LlmResult)", "(Make.A, Make.B, Make.A)" },
        { "a record of two results", "30+3", "m-a 10+1, m-b 20+2", "Pair", "new Pair(Make.A, Make.B)" },
        { "a record of two usages", "30+3", "", "Twice", "new Twice(Make.A.Usage, Make.B.Usage)" },
        { "a record of two usages of its own kind", "30+3", "", "Own", "new Own(new(10, 1), new(20, 2))" },
        { "one that is called the whole", "30+3", "", "Whole", "new Whole(TokenUsage.FromInclusive(30, 3), Make.A.Usage)" },
        { "an array", "30+3", "m-a 10+1, m-b 20+2", "LlmResult[]", "new[] { Make.A, Make.B }" },
        { "a list in a record", "30+3", "m-a 10+1, m-b 20+2", "Many", "new Many(new List<LlmResult> { Make.A, Make.B })" },
        { "one of one", "10+1", "", "IReadOnlyList<LlmResult>", "new[] { Make.A }" },
    };

    public static TheoryData<string, string, string, string> Streams => new()
    {
        { "results", "30+3", "LlmResult", "Make.A, Make.B" },
        { "updates", "20+2", "LlmStreamUpdate",
            "new LlmStreamUpdate { Usage = TokenUsage.FromInclusive(20, 1) }, new LlmStreamUpdate { "
            + "Usage = TokenUsage.FromInclusive(20, 2) }" },
        { "answers of one response", "20+2", "Reply", "new Reply(\"1\", 20, 1), new Reply(\"1\", 20, 2)" },
        { "answers of two responses", "30+3", "Reply", "new Reply(\"1\", 10, 1), new Reply(\"2\", 20, 1), new Reply(\"2\", 20, 2)" },
        { "answers that name no response", "30+3", "Reply", "new Reply(null, 10, 1), new Reply(null, 20, 2)" },
        { "chunks that name no response", "20+2", "ReplyChunk", "new ReplyChunk(null, 10, 1), new ReplyChunk(null, 20, 2)" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public async Task Several_usages_in_a_result_add_up(string name, string sum, string parts, string type, string value)
    {
        var record = await RecordOf($$"""
            public sealed record Pair(LlmResult First, LlmResult Second);
            public sealed record Many(List<LlmResult> Answers);
            public sealed record Twice(TokenUsage LlmUsage, TokenUsage RetryUsage);
            public sealed record Counts(int InputTokens, int OutputTokens);
            public sealed record Own(Counts DraftUsage, Counts FinalUsage);
            public sealed record Whole(TokenUsage Usage, TokenUsage RetryUsage);
            [TrackAiUsage] public interface IModel { Task<{{type}}> Go(); }
            public sealed class Model : IModel { public async Task<{{type}}> Go() { await Task.Yield(); return {{value}}; } }
            """, "await model.Go();");

        Assert.Equal((name, sum, parts),
            (name, Text(record.Usage), string.Join(", ", (record.Parts ?? []).Select(static part => $"{part.Model} {Text(part.Usage)}"))));
        Assert.Equal(UsageCompleteness.Complete, record.Completeness);
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task The_item_of_a_stream_decides_whether_it_is_an_answer(string name, string sum, string type, string items)
    {
        var replies = """
            public sealed record Counts(int InputTokens, int OutputTokens);
            public record Reply(string? ResponseId, int In, int Out) { public Counts Usage => new(In, Out); }
            public record ReplyChunk(string? ResponseId, int In, int Out) : Reply(ResponseId, In, Out);

            """;
        var asynchronous = await RecordOf(replies + $$"""
            [TrackAiUsage] public interface IModel { IAsyncEnumerable<{{type}}> Go(); }
            public sealed class Model : IModel { public IAsyncEnumerable<{{type}}> Go() => Make.Flow<{{type}}>({{items}}); }
            """, "await foreach (var _ in model.Go()) { }");
        var synchronous = await RecordOf(replies + $$"""
            [TrackAiUsage] public interface IModel { IEnumerable<{{type}}> Go(); }
            public sealed class Model : IModel
            {
                public IEnumerable<{{type}}> Go() { foreach (var item in new {{type}}[] { {{items}} }) yield return item; }
            }
            """, "foreach (var _ in model.Go()) { } await Task.Yield();");

        Assert.Equal((name, sum), (name, Text(asynchronous.Usage)));
        Assert.Equal((name, sum), (name, Text(synchronous.Usage)));
    }

    [Fact]
    public async Task An_answer_without_counts_among_others_makes_the_sum_partial()
    {
        var record = await RecordOf("""
            [TrackAiUsage] public interface IModel { Task<LlmResult[]> Go(); }
            public sealed class Model : IModel
            {
                public async Task<LlmResult[]> Go() { await Task.Yield(); return new[] { Make.A, new LlmResult { Text = "" } }; }
            }
            """, "await model.Go();");

        Assert.Equal(("10+1", UsageCompleteness.Partial), (Text(record.Usage), record.Completeness));
    }

    private static async Task<UsageRecord> RecordOf(string source, string call)
    {
        var run = GeneratorRun.Of(Prelude + source + $$"""

            public static class Entry
            {
                public static async Task<string> Use(ITokenTracker tracker)
                {
                    var model = new Model().WithTokenTracking(tracker);
                    {{call}}
                    return "";
                }
            }
            """);
        var tracker = new RecordingTracker();
        await run.Call<Task<string>>("Entry", "Use", tracker);
        return Assert.Single(tracker.Records);
    }

    private static string Text(TokenUsage usage) => $"{usage.InputTokens}+{usage.OutputTokens}";
}
