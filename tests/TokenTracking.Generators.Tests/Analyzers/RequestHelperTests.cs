using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT2002.RawHttpCallAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>TT2002 on requests that are made by helpers, and on addresses that are the base address of the client.</summary>
public class RequestHelperTests
{
    [Fact]
    public Task A_helper_of_helpers_is_followed_to_the_request() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        class Client(HttpClient http, string host)
        {
            public Task Ask() => [|First("v1/chat/completions")|];

            public Task AskLonger() => [|Zeroth("v1/chat/completions")|];

            public Task List() => First("v1/files");

            public Task Read() => Verb(HttpMethod.Get, "v1/chat/completions");

            public Task Write() => [|Verb(HttpMethod.Post, "v1/chat/completions")|];

            private Task Zeroth(string path) => First(path);

            private Task First(string path) => Second(path, 3);

            private async Task Second(string path, int times) { for (var i = 0; i < times; i++) await Third(i, path); }

            private Task Third(int time, string path)
            {
                var relative = path;
                return time == 0 ? Fourth(relative) : Fourth("again/" + path);
            }

            private Task Fourth(string path) => Fifth($"{host}/{path}");

            private Task Fifth(string url) => http.PostAsync(url, null);

            private Task Verb(HttpMethod method, string path) => Verbs(path, method);

            private Task Verbs(string path, HttpMethod method) => http.SendAsync(new HttpRequestMessage(method, path));
        }
        """);

    [Fact]
    public Task Helpers_that_call_each_other_end() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        class Client(HttpClient http)
        {
            public Task Ask() => [|Post("v1/chat/completions", 3)|];

            public Task Tell() => Post("v1/orders", 3);

            private Task Post(string path, int times) => times == 0 ? http.PostAsync(path, null) : PostAgain(path, times - 1);

            private Task PostAgain(string path, int times) => times > 5 ? PostAgain(path, times - 1) : Post(path, times);
        }
        """);

    [Fact]
    public Task A_helper_in_another_class_is_followed() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        class Transport(HttpClient http) { public Task Post(string path) => http.PostAsync(path, null); }

        class Api(Transport transport) { public Task PostUnder(string path) => transport.Post("v1/" + path); }

        class Service(Api api)
        {
            public Task Ask() => [|api.PostUnder("chat/completions")|];

            public Task Store() => api.PostUnder("notes");
        }
        """);

    [Fact]
    public Task The_client_of_the_helper_decides_whether_its_requests_are_tracked() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;
        using TokenTracking;

        class Client(HttpClient given, ITokenTracker tracker)
        {
            private static readonly HttpClient Bare = new();

            public HttpClient Tracked { get; } = new(new TokenTrackingHandler(tracker, new HttpClientHandler()));

            public Task Ask() => [|PostBare("v1/chat/completions")|];

            public Task AskGiven() => PostGiven("v1/chat/completions");

            private static Task PostBare(string path) => Bare.PostAsync(path, null);

            private Task PostGiven(string path) => given.PostAsync(path, null);
        }
        """);

    [Theory]
    [InlineData("[|_http.PostAsync(\"\", null)|]")]
    [InlineData("[|_http.PostAsync((string?)null, null)|]")]
    [InlineData("[|_http.PostAsync(\"?api-version=2024-10-21\", null)|]")]
    [InlineData("_http.SendAsync([|new HttpRequestMessage(HttpMethod.Post, \"\")|])")]
    [InlineData("_http.SendAsync([|new HttpRequestMessage { Method = HttpMethod.Post }|])")]
    [InlineData("[|Post(\"\")|]")]
    [InlineData("_other.PostAsync(\"\", null)")]
    [InlineData("_http.SendAsync(new HttpRequestMessage { Method = HttpMethod.Get })")]
    public Task The_base_address_may_be_the_whole_endpoint(string request) => Verify.VerifyAnalyzerAsync($$"""
        using System.Net.Http;

        class Client
        {
            private readonly HttpClient _http = new() { BaseAddress = new Uri("https://api.openai.com/v1/chat/completions") };
            private readonly HttpClient _other = new() { BaseAddress = new Uri("https://shop.example.com/orders") };

            public Task Ask() => {{request}};

            private Task Post(string path) => _http.PostAsync(path, null);
        }
        """);
}
