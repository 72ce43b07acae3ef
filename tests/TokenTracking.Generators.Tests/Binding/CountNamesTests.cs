using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT00xx;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Binding;

/// <summary>Usage types by the names of their counts: what is known is bound, what only sounds like a count is reported.</summary>
public sealed class CountNamesTests
{
    [Theory]
    [InlineData("60 40 - 7 -", "int InputTokens => 100; public int OutputTokens => 7; public int CacheReadTokens => 40;")]
    [InlineData("60 40 - 7 -", "int PromptTokens => 100; public int CompletionTokens => 7; public int PromptCacheHitTokens => 40;")]
    [InlineData("60 40 - 7 -", "int PromptTokens => 100; public int CompletionTokens => 7; public int? CachedTokens => 40;")]
    [InlineData("100 - - 4 3", "int InputTokens => 100; public int OutputTokens => 7; public int ReasoningTokens => 3;")]
    [InlineData("100 - - 4 3", "long InputTokens => 100; public long OutputTokens => 7; public uint ThinkingTokens => 3;")]
    [InlineData("50 40 10 7 -",
        "int InputTokens => 100; public int OutputTokens => 7; public int CacheReadTokens => 40; public int CacheWriteTokens => 10; "
        + "public int TotalTokens => 107;")]
    [InlineData("100 40 10 7 -",
        "int InputTokens => 100; public int OutputTokens => 7; public int CacheReadTokens => 40; public int CacheWriteTokens => 10; "
        + "public int TotalTokens => 157;")]
    [InlineData("60 40 - 7 -",
        "int InputTokens => 100; public int OutputTokens => 7; public D InputTokensDetails => new(); public sealed class D { "
        + "public int CachedTokenCount => 40; }")]
    public async Task A_count_is_bound(string counts, string members)
    {
        var source = "public sealed class Counts { public " + members + " }";

        Assert.Equal(counts, Text((await RecordOf(source)).Usage));
        Assert.Empty(await Reported(source));
    }

    [Theory]
    [InlineData("DeepThoughtTokens", "int InputTokens => 100; public int OutputTokens => 7; public int DeepThoughtTokens => 3;")]
    [InlineData("VideoTokenCount", "int PromptTokens => 100; public int CompletionTokens => 7; public long? VideoTokenCount => 3;")]
    [InlineData("ToolUsePromptTokens", "int InputTokens => 1; public int OutputTokens => 7; public ulong ToolUsePromptTokens => 3;")]
    [InlineData("Inner.OtherTokens",
        "int InputTokens => 1; public int OutputTokens => 7; public D PromptDetails => new(); public sealed class D { "
        + "public int OtherTokens => 40; }")]
    public async Task A_count_that_is_not_read_is_reported_at_its_property(string name, string members)
    {
        var message = Assert.Single(await Reported("public sealed class Counts { public " + members + " }"));

        Assert.Contains("." + name.Split('.')[^1], message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int TotalTokens => 107;")]
    [InlineData("int MaxTokens => 107; public long RemainingTokens => 3; public int TokenLimit => 9;")]
    [InlineData("double TokensPerSecond => 1.5; public string TokenKind => \"\"; public int CacheMissTokens => 3;")]
    public async Task What_only_sounds_like_one_is_not_reported(string members)
        => Assert.Empty(await Reported(
            "public sealed class Counts { public int InputTokens => 100; public int OutputTokens => 7; public " + members + " }"));

    [Theory]
    [InlineData("CacheCreationInputTokens")]
    [InlineData("CacheWriteInputTokens")]
    [InlineData("cache_creation_input_tokens")]
    [InlineData("InputTokenDetails.CacheWriteTokenCount")]
    public async Task A_dictionary_of_counts_is_read_by_the_names_that_SDKs_use(string name)
    {
        var record = await RecordOf($$"""
            public sealed class Counts
            {
                public int InputTokens => 100; public int OutputTokens => 7;
                public IReadOnlyDictionary<string, long>? More => new Dictionary<string, long> { ["{{name}}"] = 40, ["Other"] = 1 };
            }
            """);

        Assert.Equal("60 - 40 7 -", Text(record.Usage));
    }

    [Theory]
    [InlineData("int InputTokens => 1; public int OutputTokens { [Obsolete(\"no\", true)] get => 2; }", "1 - - - -")]
    [InlineData("int InputTokens => 1; [Obsolete(\"no\", true)] public int OutputTokens => 2;", "1 - - - -")]
    [InlineData("int InputTokens => 1; public static int OutputTokens => 2;", "1 - - - -")]
    public async Task A_count_that_cannot_be_read_is_left_out(string members, string counts)
        => Assert.Equal(counts, Text((await RecordOf("public sealed class Counts { public " + members + " }")).Usage));

    private static async Task<UsageRecord> RecordOf(string counts)
    {
        var run = GeneratorRun.Of(Source(counts) + """

            public sealed class Model : IModel { public Task<Answer> Go() => Task.FromResult(new Answer()); }
            public static class Entry
            {
                public static async Task<string> Use(ITokenTracker tracker)
                {
                    await new Model().WithTokenTracking(tracker).Go();
                    return "";
                }
            }
            """);
        var tracker = new RecordingTracker();
        await run.Call<Task<string>>("Entry", "Use", tracker);
        return Assert.Single(tracker.Records);
    }

    private static async Task<IEnumerable<string>> Reported(string counts)
        => (await new GeneratorRunOptions().CreateCompilation(Source(counts)).WithAnalyzers([new TrackAiUsageAnalyzer()])
            .GetAnalyzerDiagnosticsAsync())
            .Where(static diagnostic => diagnostic.Id == "TT0015")
            .Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture));

    private static string Source(string counts) => $$"""
        #nullable enable
        using System; using System.Collections.Generic; using System.Threading.Tasks; using TokenTracking;
        {{counts}}
        public sealed class Answer { public Counts Usage { get; } = new(); }
        [TrackAiUsage] public interface IModel { Task<Answer> Go(); }
        """;

    private static string Text(TokenUsage usage) => string.Join(' ', new[]
    {
        usage.FreshInputTokens, usage.CacheReadTokens, usage.CacheWriteTokens, usage.VisibleOutputTokens, usage.ReasoningTokens,
    }.Select(static count => count?.ToString(CultureInfo.InvariantCulture) ?? "-"));
}
