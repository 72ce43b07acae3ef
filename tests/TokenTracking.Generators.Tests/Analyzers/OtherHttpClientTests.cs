using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT2002.RawHttpCallAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>Requests with WebClient, HttpWebRequest, RestSharp, Flurl and Refit; the last three by types of the same names.</summary>
public class OtherHttpClientTests
{
    [Theory]
    [InlineData("[|web.UploadString(\"https://api.openai.com/v1/chat/completions\", \"{}\")|];")]
    [InlineData("[|web.UploadString(new Uri(\"https://api.openai.com/v1/responses\"), \"POST\", \"{}\")|];")]
    [InlineData("await [|web.UploadStringTaskAsync(\"https://api.anthropic.com/v1/messages\", \"{}\")|];")]
    [InlineData("[|web.UploadData(\"http://localhost:11434/api/generate\", [])|];")]
    [InlineData("web.BaseAddress = \"https://api.openai.com/v1/\"; [|web.UploadString(\"embeddings\", \"{}\")|];")]
    [InlineData("var r = [|WebRequest.Create(\"https://api.openai.com/v1/chat/completions\")|]; r.Method = \"POST\";")]
    [InlineData("[|Make(Url, \"POST\")|];")]
    [InlineData("[|Make(Url, WebRequestMethods.Http.Post)|];")]
    [InlineData("var r = (HttpWebRequest)[|WebRequest.Create(Url)|]; r.Method = \"POST\";")]
    [InlineData("var r = [|WebRequest.CreateHttp(new Uri(Url))|]; r.Method = WebRequestMethods.Http.Post;")]
    [InlineData("request = (HttpWebRequest)[|WebRequest.Create(Url)|]; request.Method = \"POST\";")]
    public Task A_request_of_the_older_clients_is_reported(string statement) => Verify.VerifyAnalyzerAsync(Older(statement));

    [Theory]
    [InlineData("web.UploadString(\"https://example.com/api/chat\", \"{}\");")]
    [InlineData("web.DownloadString(\"https://api.openai.com/v1/chat/completions/id\");")]
    [InlineData("web.UploadFile(\"https://api.openai.com/v1/files\", \"a.jsonl\");")]
    [InlineData("var r = WebRequest.Create(Url); r.GetResponse();")]
    [InlineData("Make(Url, \"GET\");")]
    [InlineData("Make(Url, WebRequestMethods.Http.Head);")]
    [InlineData("var r = WebRequest.Create(Url); r.Method = \"GET\";")]
    [InlineData("var r = WebRequest.Create(Url); var s = WebRequest.Create(\"https://example.com/\"); s.Method = \"POST\"; r.Abort();")]
    [InlineData("var r = WebRequest.Create(\"https://api.openai.com/v1/models\"); r.Method = \"POST\";")]
    public Task Another_request_of_the_older_clients_is_left_alone(string statement) => Verify.VerifyAnalyzerAsync(Older(statement));

    [Theory]
    [InlineData("var r = [|new RestRequest(\"https://api.openai.com/v1/chat/completions\", Method.Post)|];")]
    [InlineData("var c = new RestClient(\"https://api.openai.com/v1\"); c.Execute([|new RestRequest(\"embeddings\", Method.Post)|]);")]
    [InlineData("var c = new RestClient(\"https://api.openai.com/v1/chat/completions\"); c.Execute([|new RestRequest(Method.Post)|]);")]
    [InlineData(
        "var c = new RestClient(\"https://api.openai.com/v1/chat/completions\"); c.Execute([|new RestRequest(\"\", Method.Post)|]);")]
    [InlineData("RestClient c = new(\"https://api.anthropic.com\"); c.Execute([|new RestRequest(\"/v1/messages\", Method.Post)|]);")]
    [InlineData(
        "var o = new RestClientOptions(\"https://api.openai.com\"); var c = new RestClient(o); "
        + "c.Execute([|new RestRequest(\"v1/responses\", Method.Post)|]);")]
    [InlineData("var c = new RestClient { BaseUrl = new Uri(\"https://api.openai.com/v1\") }; var r = [|new RestRequest(\"embeddings\")|]; "
        + "r.Method = Method.Post; c.Execute(r);")]
    [InlineData("var c = new RestClient(\"https://api.openai.com/v1\"); var r = [|new RestRequest(\"embeddings\")|]; c.ExecutePost(r);")]
    [InlineData("var c = new RestClient(\"https://api.openai.com/v1\"); [|c.PostJson(\"embeddings\", new { })|];")]
    [InlineData(
        "[|Ask(\"v1/chat/completions\")|]; "
        + "void Ask(string path) => new RestClient(Host).Execute(new RestRequest(path, Method.Post));")]
    public Task A_request_of_RestSharp_is_reported(string statement) => Verify.VerifyAnalyzerAsync(RestSharp(statement));

    [Theory]
    [InlineData("var r = new RestRequest(\"https://api.openai.com/v1/chat/completions\", Method.Get);")]
    [InlineData("var r = new RestRequest(\"https://api.openai.com/v1/chat/completions\");")]
    [InlineData("var c = new RestClient(\"https://example.com\"); c.Execute(new RestRequest(\"embeddings\", Method.Post));")]
    [InlineData("var c = new RestClient(\"https://example.com\"); c.Execute(new RestRequest(Method.Post));")]
    [InlineData("var c = new RestClient(\"https://api.openai.com/v1\"); c.Execute(new RestRequest(\"files\", Method.Post));")]
    public Task Another_request_of_RestSharp_is_left_alone(string statement) => Verify.VerifyAnalyzerAsync(RestSharp(statement));

    [Theory]
    [InlineData("await [|\"https://api.openai.com/v1/chat/completions\".PostJsonAsync(new { })|];")]
    [InlineData("await [|\"https://api.openai.com/v1/chat/completions\".WithOAuthBearerToken(key).PostJsonAsync(new { })|];")]
    [InlineData("await [|\"https://api.openai.com\".AppendPathSegment(\"v1\").AppendPathSegment(\"embeddings\").PostJsonAsync(new { })|];")]
    [InlineData("await [|\"https://api.openai.com/v1\".AppendPathSegments(\"chat\", \"completions\").PostJsonAsync(new { })|];")]
    [InlineData(
        "var url = new Url(\"https://api.anthropic.com\").AppendPathSegment(\"v1/messages\"); "
        + "await [|url.PostJsonAsync(new { })|];")]
    [InlineData(
        "var client = new FlurlClient(\"https://api.openai.com\"); "
        + "await [|client.Request(\"v1\", \"embeddings\").PostJsonAsync(1)|];")]
    public Task A_request_of_Flurl_is_reported(string statement) => Verify.VerifyAnalyzerAsync(Flurl(statement));

    [Theory]
    [InlineData("await \"https://example.com/api/chat\".PostJsonAsync(new { });")]
    [InlineData("await \"https://api.openai.com\".AppendPathSegment(\"v1/files\").PostJsonAsync(new { });")]
    [InlineData("await \"https://api.openai.com/v1/chat/completions\".GetJsonAsync();")]
    public Task Another_request_of_Flurl_is_left_alone(string statement) => Verify.VerifyAnalyzerAsync(Flurl(statement));

    [Theory]
    [InlineData("/v1/chat/completions", "")]
    [InlineData("/v1/embeddings", "RestService.For<IModels>(\"https://api.openai.com\");")]
    [InlineData(
        "/embeddings",
        "RestService.For<IModels>(new System.Net.Http.HttpClient { BaseAddress = new Uri(\"https://api.openai.com/v1\") });")]
    [InlineData(
        "/v1/messages",
        "services.AddRefitClient<IModels>().Configure(c => c.BaseAddress = new Uri(\"https://api.anthropic.com\"));")]
    [InlineData("/api/chat", "RestService.For<IModels>(Local);")]
    public Task A_call_of_a_Refit_interface_is_reported(string path, string made)
        => Verify.VerifyAnalyzerAsync(Refit(path, made, "[|api.AskAsync(new { })|]"));

    [Theory]
    [InlineData("/v1/embeddings", "RestService.For<IModels>(\"https://search.example.com\");")]
    [InlineData("/v1/files", "RestService.For<IModels>(\"https://api.openai.com\");")]
    [InlineData("/messages", "RestService.For<IOther>(\"https://api.anthropic.com/v1\");")]
    public Task Another_call_of_a_Refit_interface_is_left_alone(string path, string made)
        => Verify.VerifyAnalyzerAsync(Refit(path, made, "api.AskAsync(new { })"));

    private static string Older(string statement) => $$"""
        #pragma warning disable SYSLIB0014
        using System.Net;

        class C
        {
            private const string Url = "https://api.openai.com/v1/chat/completions";
            private HttpWebRequest? request;

            private static WebRequest Make(string url, string verb)
            {
                var made = WebRequest.Create(url);
                made.Method = verb;
                return made;
            }

            async Task M(WebClient web) { {{statement}} await Task.Yield(); }
        }
        """;

    private static string RestSharp(string statement) => $$"""
        using RestSharp;

        class C { private const string Host = "https://api.openai.com"; void M() { {{statement}} } }

        namespace RestSharp
        {
            public enum Method { Get, Post }
            public class RestRequest
            {
                public RestRequest(Method method) { }
                public RestRequest(string resource, Method method = Method.Get) { }
                public Method Method { get; set; }
            }
            public class RestClientOptions(string baseUrl) { public string Base => baseUrl; }
            public class RestClient
            {
                public RestClient() { }
                public RestClient(string baseUrl) { }
                public RestClient(RestClientOptions options) { }
                public Uri? BaseUrl { get; set; }
                public void Execute(RestRequest request) { }
            }
            public static class RestClientExtensions
            {
                public static void ExecutePost(this RestClient client, RestRequest request) { }
                public static void PostJson(this RestClient client, string resource, object body) { }
            }
        }
        """;

    private static string Flurl(string statement) => $$"""
        using Flurl;
        using Flurl.Http;

        class C { async Task M(string key) { {{statement}} } }

        namespace Flurl
        {
            public class Url(string text) { public string Text => text; }
            public static class GeneratedExtensions
            {
                public static Url AppendPathSegment(this string url, object segment, bool fullyEncode = false) => new(url);
                public static Url AppendPathSegment(this Url url, object segment, bool fullyEncode = false) => url;
                public static Url AppendPathSegments(this string url, params object[] segments) => new(url);
            }
        }
        namespace Flurl.Http
        {
            public class FlurlRequest(string url) { public string Url => url; }
            public class FlurlClient(string url) { public FlurlRequest Request(params object[] segments) => new(url); }
            public static class GeneratedExtensions
            {
                public static FlurlRequest WithOAuthBearerToken(this string url, string token) => new(url);
                public static Task PostJsonAsync(this FlurlRequest request, object body) => Task.CompletedTask;
                public static Task PostJsonAsync(this string url, object body) => Task.CompletedTask;
                public static Task PostJsonAsync(this Url url, object body) => Task.CompletedTask;
                public static Task GetJsonAsync(this string url) => Task.CompletedTask;
            }
        }
        """;

    private static string Refit(string path, string made, string call) => $$"""
        using Refit;

        public interface IModels { [Post("{{path}}")] Task AskAsync(object body); }
        public interface IOther { [Post("/other")] Task AskAsync(object body); }

        class C(IModels api) { Task M() => {{call}}; }

        class Root
        {
            private const string Local = "http://localhost:11434";

            void Make(Services services) { {{made}} }
        }

        public class Services;

        namespace Refit
        {
            public class PostAttribute(string path) : Attribute { public string Path => path; }
            public static class RestService
            {
                public static T For<T>(string host) => default!;
                public static T For<T>(System.Net.Http.HttpClient client) => default!;
            }
            public class Builder { public void Configure(Action<System.Net.Http.HttpClient> configure) { } }
            public static class Registration { public static Builder AddRefitClient<T>(this Services services) => new(); }
        }
        """;
}
