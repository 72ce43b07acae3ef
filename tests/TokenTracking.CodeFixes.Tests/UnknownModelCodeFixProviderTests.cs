using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.ModelNameAnalyzer, TokenTracking.CodeFixes.UnknownModelCodeFixProvider>;

namespace TokenTracking.CodeFixes.Tests;

public class UnknownModelCodeFixProviderTests
{
    [Fact]
    public Task The_nearest_name_is_taken() => Verify.VerifyCodeFixAsync(
        """
        using TokenTracking.Providers;

        class C
        {
            LlmRequest M() => new() { Prompt = "", Model = [|"gpt-4oo"|] /* quick */ };

            LlmRequest N(LlmRequest r) => r with { Model = [|"claude-opus-4-11"|] };
        }
        """,
        UnknownModelCodeFixProvider.UseNearestKey,
        """
        using TokenTracking.Providers;

        class C
        {
            LlmRequest M() => new() { Prompt = "", Model = "gpt-4o" /* quick */ };

            LlmRequest N(LlmRequest r) => r with { Model = "claude-opus-4-1" };
        }
        """);

    [Fact]
    public Task A_constant_is_not_rewritten_where_it_is_used() => Verify.VerifyNoFixAsync(
        """
        class C
        {
            private const string Name = "gpt-4oo";

            object M() => new TokenTracking.Providers.LlmRequest { Prompt = "", Model = [|Name|] };
        }
        """,
        UnknownModelCodeFixProvider.UseNearestKey);
}
