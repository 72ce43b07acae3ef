namespace TokenTracking.Tests.Usage;

public sealed class TokenUsageTests
{
    [Fact]
    public void Unknown_says_nothing_of_any_count()
    {
        var usage = TokenUsage.Unknown;

        Assert.True(usage.IsUnknown);
        Assert.Equal(default, usage);
        Assert.Null(usage.InputTokens);
        Assert.Null(usage.OutputTokens);
        Assert.Null(usage.TotalTokens);
        Assert.Null(usage.CacheWriteTokens);
    }

    [Fact]
    public void Zero_is_not_unknown()
    {
        var usage = TokenUsage.FromInclusive(input: 0, output: 0);

        Assert.False(usage.IsUnknown);
        Assert.Equal(0, usage.TotalTokens);
        Assert.NotEqual(TokenUsage.Unknown, usage);
    }

    [Fact]
    public void FromInclusive_takes_cached_tokens_out_of_the_fresh_input()
    {
        var usage = TokenUsage.FromInclusive(input: 1000, output: 300, cacheRead: 600, cacheWrite: 100, reasoning: 250);

        Assert.Equal(300, usage.FreshInputTokens);
        Assert.Equal(600, usage.CacheReadTokens);
        Assert.Equal(100, usage.CacheWriteOtherTokens);
        Assert.Equal(1000, usage.InputTokens);
        Assert.Equal(50, usage.VisibleOutputTokens);
        Assert.Equal(250, usage.ReasoningTokens);
        Assert.Equal(300, usage.OutputTokens);
        Assert.Equal(1300, usage.TotalTokens);
    }

    [Fact]
    public void FromInclusive_with_reasoning_beside_the_output_adds_it()
    {
        var usage = TokenUsage.FromInclusive(input: 10, output: 20, reasoning: 70, reasoningIncluded: false);

        Assert.Equal(20, usage.VisibleOutputTokens);
        Assert.Equal(90, usage.OutputTokens);
    }

    [Fact]
    public void FromExclusive_counts_cached_tokens_beside_the_input()
    {
        var usage = TokenUsage.FromExclusive(input: 50, output: 7, cacheRead: 1000, cacheWrite5m: 200, cacheWrite1h: 30);

        Assert.Equal(50, usage.FreshInputTokens);
        Assert.Equal(230, usage.CacheWriteTokens);
        Assert.Equal(1280, usage.InputTokens);
        Assert.Equal(1287, usage.TotalTokens);
    }

    [Fact]
    public void Parts_above_their_total_are_kept_and_called_contradictory()
    {
        var usage = TokenUsage.FromInclusive(input: 10, output: 5, cacheRead: 40, reasoning: 9);

        Assert.True(usage.IsContradictory);
        Assert.Equal(10, usage.FreshInputTokens);
        Assert.Equal(40, usage.CacheReadTokens);
        Assert.Equal(5, usage.VisibleOutputTokens);
        Assert.Equal(9, usage.ReasoningTokens);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(TokenUsage.MaxCount + 1)]
    [InlineData(long.MaxValue)]
    public void Impossible_counts_are_unknown_and_called_contradictory(long count)
    {
        var usage = TokenUsage.FromExclusive(input: count, output: 5);

        Assert.True(usage.IsContradictory);
        Assert.Null(usage.InputTokens);
        Assert.Equal(5, usage.TotalTokens);
    }

    [Fact]
    public void Sum_is_null_only_where_both_are()
    {
        var sum = TokenUsage.FromExclusive(input: 1, output: 2, cacheRead: 3)
            + TokenUsage.FromExclusive(input: 10, output: 20, cacheWrite1h: 5);

        Assert.Equal(TokenUsage.FromExclusive(input: 11, output: 22, cacheRead: 3, cacheWrite1h: 5), sum);
        Assert.Null(sum.ReasoningTokens);
    }

    [Fact]
    public void Sum_of_the_largest_counts_does_not_overflow()
    {
        var largest = TokenUsage.FromBuckets(
            TokenUsage.MaxCount, TokenUsage.MaxCount, TokenUsage.MaxCount, TokenUsage.MaxCount, TokenUsage.MaxCount,
            TokenUsage.MaxCount, TokenUsage.MaxCount);

        Assert.Equal(7 * TokenUsage.MaxCount, largest.TotalTokens);
    }

    [Fact]
    public void WithParts_leaves_what_it_is_not_told()
    {
        var usage = TokenUsage.FromInclusive(input: 10, output: 5).WithParts(audioInput: 4).WithParts(serverToolCalls: 2);

        Assert.Equal(4, usage.AudioInputTokens);
        Assert.Equal(2, usage.ServerToolCalls);
        Assert.Equal(10, usage.InputTokens);
    }
}
