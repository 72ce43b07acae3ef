using TokenTracking.Generators.Analyzers.Rules.TT2002;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;
using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT2002.RawHttpCallAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>TT2002 on addresses that derived classes, implementations and other callers decide.</summary>
public class RawHttpHierarchyTests
{
    [Fact]
    public Task An_override_that_is_an_LLMs_decides_for_the_base_class() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        abstract class Provider(HttpClient http)
        {
            protected abstract string Endpoint { get; }

            protected virtual string Audit => "https://audit.example.com/events";

            protected abstract string UrlOf(string model);

            public Task Ask() => http.SendAsync([|new HttpRequestMessage(HttpMethod.Post, Endpoint)|]);

            public Task AskFor(string model) => [|http.PostAsync(UrlOf(model), null)|];

            public Task Tell() => http.PostAsync(Audit, null);
        }

        class Shop(HttpClient http) : Provider(http)
        {
            protected override string Endpoint => "https://shop.example.com/orders";

            protected override string UrlOf(string model) => Endpoint + "/" + model;
        }

        class DeepSeek(HttpClient http) : Provider(http)
        {
            protected override string Endpoint { get; } = "https://api.deepseek.com/chat/completions";

            protected override string Audit => base.Audit + "/deepseek";

            protected override string UrlOf(string model)
                => $"https://generativelanguage.googleapis.com/v1beta/models/{model}:generateContent";
        }
        """);

    [Fact]
    public Task What_derived_classes_hand_to_the_constructor_or_assign_is_read() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        abstract class Sender
        {
            private readonly HttpClient _http;
            private readonly string _url;

            protected Sender(HttpClient http, string url) { _http = http; _url = url; }

            protected string Second { get; set; } = "";

            public Task Send() => [|_http.PostAsync(_url, null)|];

            public Task SendSecond() => [|_http.PostAsync(Second, null)|];
        }

        class Slack(HttpClient http) : Sender(http, "https://hooks.slack.com/services");

        class OpenAI : Sender
        {
            public OpenAI(HttpClient http) : base(url: "https://api.openai.com/v1/responses", http: http)
                => Second = "https://api.openai.com/v1/embeddings";
        }

        abstract class Notifier(HttpClient http, string url)
        {
            public Task Send() => http.PostAsync(url, null);
        }

        class Teams(HttpClient http) : Notifier(http, "https://teams.example.com/hook");

        class Endless(HttpClient http, string url) : Notifier(http, url)
        {
            public Endless(HttpClient http) : this(http, "https://hooks.example.com") { }
        }
        """);

    [Fact]
    public Task Of_a_receiver_its_own_line_of_classes_decides_not_its_siblings() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        abstract class Api(HttpClient http)
        {
            protected abstract string Root { get; }

            protected Task Post(string path) => Send(HttpMethod.Post, path);

            private Task Send(HttpMethod method, string path) => http.SendAsync(new HttpRequestMessage(method, Root + path));
        }

        class Together(HttpClient http) : Api(http)
        {
            protected override string Root => "https://api.together.xyz/v1";

            public Task Ask() => [|Post("/completions")|];

            public Task Tune() => Post("/fine-tunes");
        }

        class Courses(HttpClient http) : Api(http)
        {
            protected override string Root => "https://courses.example.com/v1";

            public Task Finish() => Post("/completions");
        }
        """);

    [Fact]
    public Task An_implementation_of_an_interface_decides_for_those_who_use_it() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        interface IProfile { string Url { get; } string Health { get; } }

        class Kimi : IProfile
        {
            public string Url => "https://api.moonshot.cn/v1/chat/completions";
            public string Health => "https://api.moonshot.cn/health";
        }

        class Client(HttpClient http, IProfile profile)
        {
            public Task Ask() => [|http.PostAsync(profile.Url, null)|];

            public Task Check() => http.PostAsync(profile.Health, null);
        }

        interface ITransport { Task Post(string path); }

        class Transport(HttpClient http) : ITransport { public Task Post(string path) => http.PostAsync(path, null); }

        class Summarizer(ITransport transport)
        {
            public Task Sum() => [|transport.Post("v1/chat/completions")|];

            public Task Store() => transport.Post("v1/notes");
        }
        """);

    [Fact]
    public Task A_relative_path_counts_in_a_class_that_is_named_for_the_provider() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        class MistralEmbedder(HttpClient http)
        {
            public Task Embed() => [|http.PostAsync("embeddings", null)|];
            public Task Upload() => http.PostAsync("files", null);
        }

        class CohereSettings;

        class Answers(HttpClient http, CohereSettings settings)
        {
            public Task Ask() => [|http.PostAsync("/v2/chat?" + settings, null)|];
            public Task Rank() => http.PostAsync("v2/rerank", null);
        }

        class Courses(HttpClient http)
        {
            public Task Finish() => http.PostAsync("completions", null);
            public Task Say() => http.PostAsync("messages", null);
        }

        class OpenAISurvey
        {
            private readonly HttpClient _http = new() { BaseAddress = new Uri("https://survey.example.com/") };

            public Task Answer() => _http.PostAsync("responses", null);
        }
        """);

    [Fact]
    public Task A_client_that_a_helper_of_the_test_makes_above_a_handler_of_its_own_is_left_alone()
    {
        var test = new AnalyzerTest(
            new RawHttpCallAnalyzer()) { References = [.. TestedProject.References, .. TestReferences.Named(["NSubstitute"])] };
        test.Sources.Add("Test.cs", """
            using System.Net.Http;
            using System.Threading;
            using NSubstitute;

            class Tests
            {
                private const string Llm = "https://api.openai.com/v1/chat/completions";
                private readonly Stub _stub = new();

                public Task Made() => Make("{}").PostAsync(Llm, null);

                public async Task MadeInTwo() { var (client, handler) = MakeBoth(); await client.PostAsync(Llm, null); }

                public Task Held() => new HttpClient(_stub).PostAsync(Llm, null);

                public Task Mocked() => new HttpClient(Substitute.For<HttpMessageHandler>()).PostAsync(Llm, null);

                public Task Real() => [|MakeReal().PostAsync(Llm, null)|];

                private static HttpClient Make(string body) => Wrapped(new Stub(), body);

                private static HttpClient Wrapped(HttpMessageHandler handler, string body) => new(handler);

                private static (HttpClient, Stub) MakeBoth() { var stub = new Stub(); return (new HttpClient(stub), stub); }

                private static HttpClient MakeReal() => new() { Timeout = TimeSpan.FromSeconds(5) };

                private sealed class Stub : HttpMessageHandler
                {
                    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
                        => throw new HttpRequestException();
                }
            }
            """);
        return test.RunAsync();
    }
}
