using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.UsageAddedTwiceAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class UsageAddedTwiceAnalyzerTests
{
    [Theory]
    [InlineData("[|u.InputTokens + u.CacheReadTokens|]")]
    [InlineData("[|(u.InputTokens ?? 0) + (u.CacheReadTokens ?? 0) + (u.CacheWriteTokens ?? 0)|]")]
    [InlineData("[|u.OutputTokens.GetValueOrDefault() + u.ReasoningTokens.GetValueOrDefault()|]")]
    [InlineData("[|u.TotalTokens + u.InputTokens|]")]
    [InlineData("[|r.Usage.InputTokens + r.Usage.OutputTokens + r.Usage.ReasoningTokens|]")]
    [InlineData("[|u.CacheWriteTokens!.Value + u.CacheWrite1hTokens!.Value|]")]
    [InlineData("[|open.InputTokenCount + open.InputTokenDetails.CachedTokenCount|]")]
    [InlineData("[|open.InputTokenCount + (open.InputTokenDetails?.CachedTokenCount ?? 0)|]")]
    [InlineData("[|open.OutputTokenCount + open.OutputTokenDetails.ReasoningTokenCount|]")]
    [InlineData("[|open.TotalTokenCount + open.InputTokenCount|]")]
    [InlineData("[|TokenUsage.FromExclusive(input: open.InputTokenCount, output: 1, cacheRead: open.InputTokenDetails.CachedTokenCount)|]")]
    [InlineData("[|TokenUsage.FromInclusive(claude.InputTokens, claude.OutputTokens, cacheRead: claude.CacheReadInputTokens)|]")]
    public Task A_part_that_is_added_to_its_total_is_reported(string expression) => Verify.VerifyAnalyzerAsync(Source(expression));

    [Theory]
    [InlineData("u.InputTokens + u.OutputTokens")]
    [InlineData("u.FreshInputTokens + u.CacheReadTokens + u.CacheWriteTokens")]
    [InlineData("u.VisibleOutputTokens + u.ReasoningTokens")]
    [InlineData("u.InputTokens + other.CacheReadTokens")]
    [InlineData("u.InputTokens - u.CacheReadTokens")]
    [InlineData("u + other")]
    [InlineData("\"in \" + u.InputTokens + \" of which cached \" + u.CacheReadTokens")]
    [InlineData("claude.InputTokens + claude.CacheReadInputTokens + claude.CacheCreationInputTokens")]
    [InlineData("open.InputTokenCount + open.OutputTokenCount")]
    [InlineData("TokenUsage.FromExclusive(input: claude.InputTokens, output: claude.OutputTokens, cacheRead: claude.CacheReadInputTokens)")]
    [InlineData("TokenUsage.FromInclusive(open.InputTokenCount, open.OutputTokenCount, cacheRead: open.InputTokenDetails.CachedTokenCount)")]
    [InlineData("TokenUsage.FromInclusive(claude.InputTokens, claude.OutputTokens)")]
    [InlineData("size.Total + size.Part")]
    public Task A_sum_of_disjoint_counts_is_left_alone(string expression) => Verify.VerifyAnalyzerAsync(Source(expression));

    [Theory]
    [InlineData("var input = u.InputTokens ?? 0; var cached = u.CacheReadTokens ?? 0; return [|input + cached|];")]
    [InlineData("int input = open.InputTokenCount, cached = open.InputTokenDetails.CachedTokenCount; return [|input + cached|];")]
    [InlineData("long input = 0; input += u.InputTokens ?? 0; [|input += u.CacheReadTokens ?? 0|]; return input;")]
    [InlineData("var all = u.OutputTokens ?? 0; [|all += u.ReasoningTokens ?? 0|]; return all;")]
    [InlineData("var input = claude.InputTokens; var read = claude.CacheReadInputTokens; return [|TokenUsage.FromInclusive(input, 1, read)|];")]
    [InlineData("var input = u.InputTokens ?? 0; var cached = u.CacheReadTokens ?? 0; input -= cached; return input + cached;")]
    [InlineData("long input = 0, cached = 0; input += u.InputTokens ?? 0; cached += u.CacheReadTokens ?? 0; return input;")]
    [InlineData("long input = 0; input += u.InputTokens ?? 0; input += other.CacheReadTokens ?? 0; return input;")]
    [InlineData("var input = u.InputTokens ?? 0; Console.Write(input); input = 0; input += u.CacheReadTokens ?? 0; return input;")]
    [InlineData("var input = u.InputTokens ?? 0; input -= u.CacheReadTokens ?? 0; input += u.CacheReadTokens ?? 0; return input;")]
    public Task Counts_are_followed_through_locals(string body) => Verify.VerifyAnalyzerAsync(Source("null").Replace("=> null;", "{ " + body + " }", StringComparison.Ordinal));

    private static string Source(string expression) => $$"""
        using TokenTracking;

        class C
        {
            object? M(TokenUsage u, TokenUsage other, LlmResult r, ChatTokenUsage open, ClaudeUsage claude, Size size) => {{expression}};
        }

        record ChatTokenUsage(int InputTokenCount, int OutputTokenCount, int TotalTokenCount, InputDetails InputTokenDetails, OutputDetails OutputTokenDetails);

        record InputDetails(int CachedTokenCount);

        record OutputDetails(int ReasoningTokenCount);

        record ClaudeUsage(long InputTokens, long OutputTokens, long? CacheReadInputTokens, long? CacheCreationInputTokens);

        record Size(int Total, int Part);
        """;
}
