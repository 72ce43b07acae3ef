using TokenTracking.CodeFixes.TT1006;
using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.Rules.TT1006.UsageAddedTwiceAnalyzer, TokenTracking.CodeFixes.TT1006.UsageAddedTwiceCodeFixProvider>;

namespace TokenTracking.CodeFixes.Tests;

public class UsageAddedTwiceCodeFixProviderTests
{
    [Fact]
    public Task Leave_out_takes_the_part_and_its_plus_sign_away() => Verify.VerifyCodeFixAsync(
        """
        using TokenTracking;

        class C
        {
            long? Input(TokenUsage usage) => [|usage.InputTokens + usage.CacheReadTokens|]; // all of it
            long Output(TokenUsage usage) => [|(usage.ReasoningTokens ?? 0) + (usage.OutputTokens ?? 0)|];
            long? All(TokenUsage usage) => [|usage.InputTokens + usage.CacheReadTokens + usage.OutputTokens|];
            long? Both(TokenUsage usage) => [|usage.InputTokens + usage.CacheReadTokens + usage.CacheWriteTokens|];
            long? First(TokenUsage usage) => [|(usage.CacheReadTokens + usage.CacheWriteTokens) + usage.InputTokens|];
            long? Mixed(TokenUsage usage) => [|usage.CacheReadTokens + usage.InputTokens + usage.ReasoningTokens + usage.OutputTokens|];
        }
        """,
        UsageAddedTwiceCodeFixProvider.LeaveOutKey,
        """
        using TokenTracking;

        class C
        {
            long? Input(TokenUsage usage) => usage.InputTokens; // all of it
            long Output(TokenUsage usage) => (usage.OutputTokens ?? 0);
            long? All(TokenUsage usage) => usage.InputTokens + usage.OutputTokens;
            long? Both(TokenUsage usage) => usage.InputTokens;
            long? First(TokenUsage usage) => usage.InputTokens;
            long? Mixed(TokenUsage usage) => usage.InputTokens + usage.OutputTokens;
        }
        """);

    [Fact]
    public Task Other_factory_names_the_convention_of_the_figures() => Verify.VerifyCodeFixAsync(
        """
        using OpenAI.Chat;
        using TokenTracking;

        class C
        {
            TokenUsage Read(ChatTokenUsage usage) => [|TokenUsage.FromExclusive(
                input: usage.InputTokenCount, output: usage.OutputTokenCount, cacheRead: usage.InputTokenDetails.CachedTokenCount)|];
        }
        """,
        UsageAddedTwiceCodeFixProvider.OtherFactoryKey,
        """
        using OpenAI.Chat;
        using TokenTracking;

        class C
        {
            TokenUsage Read(ChatTokenUsage usage) => TokenUsage.FromInclusive(
                input: usage.InputTokenCount, output: usage.OutputTokenCount, cacheRead: usage.InputTokenDetails.CachedTokenCount);
        }
        """);
}
