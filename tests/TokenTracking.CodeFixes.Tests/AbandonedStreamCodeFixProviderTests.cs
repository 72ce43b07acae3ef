using TokenTracking.CodeFixes.TT1004;
using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.Rules.TT1004.AbandonedStreamAnalyzer, TokenTracking.CodeFixes.TT1004.AbandonedStreamCodeFixProvider>;

namespace TokenTracking.CodeFixes.Tests;

public class AbandonedStreamCodeFixProviderTests
{
    [Fact]
    public Task Ask_for_usage_adds_the_option_behind_the_last_member() => Verify.VerifyCodeFixAsync(
        """
        using System.Net.Http;
        using System.Net.Http.Json;

        class C(HttpClient http)
        {
            Task Short(string[] messages)
                => http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions",
                    [|new { model = "gpt-5", stream = true, messages }|]);

            async Task Long(string[] messages)
            {
                await http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", [|new
                {
                    model = "gpt-5",
                    messages,
                    stream = true, // in pieces
                }|]);
                await http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", [|new
                {
                    model = "gpt-5",
                    messages,
                    stream = true
                }|]);
            }
        }
        """,
        AbandonedStreamCodeFixProvider.AskForUsageKey,
        """
        using System.Net.Http;
        using System.Net.Http.Json;

        class C(HttpClient http)
        {
            Task Short(string[] messages)
                => http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions",
                    new { model = "gpt-5", stream = true, messages, stream_options = new { include_usage = true } });

            async Task Long(string[] messages)
            {
                await http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new
                {
                    model = "gpt-5",
                    messages,
                    stream = true, // in pieces
                    stream_options = new { include_usage = true },
                });
                await http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new
                {
                    model = "gpt-5",
                    messages,
                    stream = true,
                    stream_options = new { include_usage = true }
                });
            }
        }
        """);

    [Fact]
    public Task A_loop_that_is_left_early_is_for_its_author_to_change() => Verify.VerifyNoFixAsync(
        """
        using Acme;
        using TokenTracking.Providers;

        class C
        {
            async Task M(AcmeProvider provider, LlmRequest request)
            {
                await foreach (var update in provider.StreamAsync(request))
                    [|break;|]
            }
        }
        """,
        AbandonedStreamCodeFixProvider.AskForUsageKey);
}
