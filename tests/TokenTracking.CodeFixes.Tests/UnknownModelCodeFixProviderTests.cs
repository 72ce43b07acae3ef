using TokenTracking.CodeFixes.TT30xx;
using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.Rules.TT30xx.ModelNameAnalyzer, TokenTracking.CodeFixes.TT30xx.UnknownModelCodeFixProvider>;

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

            LlmRequest N(LlmRequest r) => r with { Model = [|"claude-opsu-4-1"|] };
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
    public Task The_name_is_taken_in_attributes_defaults_and_choices() => Verify.VerifyCodeFixAsync(
        """
        using TokenTracking.Providers;

        [System.AttributeUsage(System.AttributeTargets.All)]
        sealed class UsesModelAttribute(string model) : System.Attribute { public string Asked => model; }

        record Settings(string Model = [|"gpt-4oo"|]);

        [UsesModel([|"gpt-4oo"|])]
        class C
        {
            public string ChatModel { get; set; } = [|"gpt-4oo"|];

            LlmRequest M(string? name)
            {
                var model = [|"gpt-4oo"|];
                return new() { Prompt = name ?? "", Model = name is null ? model : [|"claude-opsu-4-1"|] };
            }
        }
        """,
        UnknownModelCodeFixProvider.UseNearestKey,
        """
        using TokenTracking.Providers;

        [System.AttributeUsage(System.AttributeTargets.All)]
        sealed class UsesModelAttribute(string model) : System.Attribute { public string Asked => model; }

        record Settings(string Model = "gpt-4o");

        [UsesModel("gpt-4o")]
        class C
        {
            public string ChatModel { get; set; } = "gpt-4o";

            LlmRequest M(string? name)
            {
                var model = "gpt-4o";
                return new() { Prompt = name ?? "", Model = name is null ? model : "claude-opus-4-1" };
            }
        }
        """);

    [Theory]
    [InlineData("var model = #; return new() { Prompt = prompt, Model = model };")]
    [InlineData("var text = #; return new() { Prompt = prompt, Model = text };")]
    [InlineData("const string text = #; return new() { Prompt = prompt, Model = text };")]
    [InlineData("string text; if (prompt.Length > 9) text = #; else text = \"gpt-4o\"; return new() { Prompt = prompt, Model = text };")]
    [InlineData("var text = #; return new() { Prompt = prompt, Model = prompt.Length > 9 ? text : \"gpt-4o\" };")]
    [InlineData("var (text, _) = (#, 1); return new() { Prompt = prompt, Model = text };")]
    [InlineData("string Text() => #; return new() { Prompt = prompt, Model = Text() };")]
    public Task A_local_is_rewritten_where_it_gets_its_value(string body) => Verify.VerifyCodeFixAsync(
        Method(body, "[|\"gpt-4oo\"|]"), UnknownModelCodeFixProvider.UseNearestKey, Method(body, "\"gpt-4o\""));

    [Fact]
    public Task A_constant_is_rewritten_where_it_is_declared() => Verify.VerifyCodeFixAsync(
        """
        class C
        {
            private const string Name = [|"gpt-4oo"|];

            object M() => new TokenTracking.Providers.LlmRequest { Prompt = "", Model = Name };
        }
        """,
        UnknownModelCodeFixProvider.UseNearestKey,
        """
        class C
        {
            private const string Name = "gpt-4o";

            object M() => new TokenTracking.Providers.LlmRequest { Prompt = "", Model = Name };
        }
        """);

    [Theory]
    [InlineData("claude-opus-4-11")]
    [InlineData("gemini-1.5-flash-lite")]
    [InlineData("gpt-5o")]
    [InlineData("gpt-4o,gpt-4oo")]
    [InlineData("gpt-4o-maxi")]
    [InlineData("claude-haiku-3-9")]
    public Task A_fix_never_names_another_model(string model) => Verify.VerifyNoFixAsync(
        $$"""
        class C
        {
            object M() => new TokenTracking.Providers.LlmRequest { Prompt = "", Model = [|"{{model}}"|] };
        }
        """,
        UnknownModelCodeFixProvider.UseNearestKey);

    [Fact]
    public Task The_text_of_a_request_is_not_replaced_by_the_name_of_its_model() => Verify.VerifyNoFixAsync(
        """"
        class C
        {
            string M() => """{ "model": "[|gpt-4oo|]", "messages": [] }""";
        }
        """",
        UnknownModelCodeFixProvider.UseNearestKey);

    private static string Method(string body, string literal)
        => $$"""
        using TokenTracking.Providers;

        class C
        {
            LlmRequest M(string prompt)
            {
                {{body.Replace("#", literal, StringComparison.Ordinal)}}
            }
        }
        """;
}
