using TokenTracking.CodeFixes.TT2002;
using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.Rules.TT2002.RawHttpCallAnalyzer, TokenTracking.CodeFixes.TT2002.RawHttpCallCodeFixProvider>;

namespace TokenTracking.CodeFixes.Tests;

public class RawHttpCallCodeFixProviderTests
{
    private const string AddHandler = RawHttpCallCodeFixProvider.AddHandlerKey;

    [Fact]
    public Task Add_handler_puts_it_under_the_client_that_the_method_makes() => Verify.VerifyCodeFixAsync(
        """
        using System.Net.Http;
        using TokenTracking;

        class C(ITokenTracker tracker)
        {
            private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);

            async Task M()
            {
                using var http = new HttpClient { Timeout = Minutes };
                await [|http.PostAsync("https://api.openai.com/v1/chat/completions", null)|];
                await [|http.PostAsync("https://api.openai.com/v1/responses", null)|];

                HttpClient other = new();
                using var request = [|new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages")|];
                await other.SendAsync(request);
            }
        }
        """,
        AddHandler,
        """
        using System.Net.Http;
        using TokenTracking;

        class C(ITokenTracker tracker)
        {
            private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);

            async Task M()
            {
                using var http = new HttpClient(new TokenTrackingHandler(tracker, new HttpClientHandler())) { Timeout = Minutes };
                await http.PostAsync("https://api.openai.com/v1/chat/completions", null);
                await http.PostAsync("https://api.openai.com/v1/responses", null);

                HttpClient other = new(new TokenTrackingHandler(tracker, new HttpClientHandler()));
                using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages");
                await other.SendAsync(request);
            }
        }
        """);

    [Fact]
    public Task Add_handler_goes_between_the_client_and_the_handler_that_it_has() => Verify.VerifyCodeFixAsync(
        "using System.Net.Http;\nusing TokenTracking;\n\nclass C\n{\n    Task M(HttpMessageHandler own, ITokenTracker t)\n    {\n"
        + "        var http = new HttpClient(own, disposeHandler: false);\n        return "
        + "[|http.PostAsync(\"https://api.openai.com/v1/responses\", null)|];\n    }\n}\n",
        AddHandler,
        "using System.Net.Http;\nusing TokenTracking;\n\nclass C\n{\n    Task M(HttpMessageHandler own, ITokenTracker t)\n    {\n"
        + "        var http = new HttpClient(new TokenTrackingHandler(t, own), disposeHandler: false);\n"
        + "        return http.PostAsync(\"https://api.openai.com/v1/responses\", null);\n    }\n}\n");

    [Theory]
    [InlineData(
        "class C(HttpClient http) { Task M(ITokenTracker t) => [|http.PostAsync(\"https://api.openai.com/v1/responses\", null)|]; }")]
    [InlineData(
        "class C { static readonly HttpClient Http = new(); Task M(ITokenTracker t) => "
        + "[|Http.PostAsync(\"https://api.openai.com/v1/responses\", null)|]; }")]
    public Task Add_handler_is_not_offered_where_the_client_comes_from_elsewhere_or_no_tracker_is_in_scope(string code)
        => Verify.VerifyNoFixAsync("using System.Net.Http;\nusing TokenTracking;\n" + code, AddHandler);
}
