using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Rules.TT2002;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>Addresses that are passed to methods of other projects, of which only the metadata is known.</summary>
public class ForeignHelperTests
{
    private static readonly MetadataReference Shared = GeneratorRun.Of(
        new GeneratorRunOptions { AssemblyName = "Shop.Http", References = TestReferences.Framework },
        """
        using System;
        using System.Net.Http;
        using System.Threading.Tasks;

        namespace Shop.Http
        {
            public enum Verb { Get, Post }

            public class Api
            {
                public Task<string> PostJsonAsync(string url, object body) => Task.FromResult(url);
                public Task<string> SendAsync(HttpMethod method, Uri uri, string? json = null) => Task.FromResult(json ?? "");
                public Task<string> ExecuteAsync(Verb verb, string requestPath) => Task.FromResult(requestPath);
                public Task<string> GetAsync(string url) => Task.FromResult(url);
                public void PostMessage(string text) { }
                public void CallLogged(string title, string? url = null) { }
            }

            public static class Requests
            {
                public static Task<string> PostWithRetryAsync(this HttpClient http, string endpoint, string body) => Task.FromResult(body);
            }
        }
        """).ToReference();

    [Theory]
    [InlineData("await [|api.PostJsonAsync(\"https://api.openai.com/v1/chat/completions\", 1)|];")]
    [InlineData("await [|api.PostJsonAsync(body: 1, url: root + \"/v1/chat/completions\")|];")]
    [InlineData("await [|api.SendAsync(HttpMethod.Post, new Uri(\"https://api.anthropic.com/v1/messages\"))|];")]
    [InlineData("await [|api.ExecuteAsync(Verb.Post, \"https://api.openai.com/v1/embeddings\")|];")]
    [InlineData("await [|http.PostWithRetryAsync($\"{root}/v1/chat/completions\", \"{}\")|];")]
    public Task An_address_of_an_LLM_that_another_project_posts_to_is_reported(string statement) => VerifyAsync(statement);

    [Theory]
    [InlineData("await api.PostJsonAsync(\"https://shop.example.com/orders\", 1);")]
    [InlineData("await api.PostJsonAsync(\"https://api.openai.com/v1/files\", 1);")]
    [InlineData("await api.SendAsync(HttpMethod.Get, new Uri(\"https://api.openai.com/v1/chat/completions\"));")]
    [InlineData("await api.ExecuteAsync(Verb.Get, \"https://api.openai.com/v1/chat/completions\");")]
    [InlineData("await api.GetAsync(\"https://api.openai.com/v1/chat/completions\");")]
    [InlineData("api.PostMessage(\"https://api.openai.com/v1/chat/completions is down\");")]
    [InlineData("api.CallLogged(\"https://api.openai.com/v1/chat/completions\");")]
    public Task Another_address_and_another_method_are_left_alone(string statement) => VerifyAsync(statement);

    private static Task VerifyAsync(string statement)
    {
        var test = new AnalyzerTest(new RawHttpCallAnalyzer()) { References = [.. TestedProject.References, Shared] };
        test.Sources.Add("Test.cs", $$"""
            using System.Net.Http;
            using Shop.Http;

            class C { async Task M(Api api, HttpClient http, string root) { {{statement}} await Task.Yield(); } }
            """);
        return test.RunAsync();
    }
}
