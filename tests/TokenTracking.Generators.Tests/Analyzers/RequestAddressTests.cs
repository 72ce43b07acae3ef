using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT2002.RawHttpCallAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>TT2002 on addresses that come from several places, or from elsewhere.</summary>
public class RequestAddressTests
{
    [Theory]
    [InlineData("var url = azure ? $\"{host}/openai/deployments/{host}/chat/completions\" : Llm; await [|http.PostAsync(url, null)|];")]
    [InlineData(
        "string url; if (azure) { url = $\"{host}/health\"; } else { url = $\"{host}/v1\" + \"/chat/completions\"; "
        + "} await [|http.PostAsync(url, null)|];")]
    [InlineData(
        "var url = host switch { \"groq\" => \"https://api.groq.com/openai/v1/chat/completions\", "
        + "_ => throw new ArgumentException(host) }; await [|http.PostAsync(url, null)|];")]
    [InlineData(
        "string url; switch (host) { case \"a\": url = Llm; break; default: url = Other; break; } await [|http.PostAsync(url, null)|];")]
    [InlineData("var url = host; url ??= Llm; await [|http.PostAsync(url, null)|];")]
    [InlineData("var url = \"https://api.openai.com/v1\"; url += \"/completions\"; await [|http.PostAsync(url, null)|];")]
    [InlineData("var url = \"https://api.openai.com/v1/\"; url = url.TrimEnd('/'); await [|http.PostAsync(url + \"/embeddings\", null)|];")]
    [InlineData("var url = host; while (azure) { await [|http.PostAsync(url, null)|]; url = Llm; }")]
    [InlineData("var (url, model) = azure ? (Other, \"x\") : (Llm, \"y\"); await [|http.PostAsync(url, null)|];")]
    [InlineData("var (url, model) = Target(azure); await [|http.PostAsync(url, null)|];")]
    [InlineData("var target = Target(azure); await [|http.PostAsync(target.Url, null)|];")]
    [InlineData("await [|http.PostAsync(Table[host], null)|];")]
    [InlineData("if (Table.TryGetValue(host, out var url)) await [|http.PostAsync(url, null)|];")]
    [InlineData("foreach (var url in new[] { Other, Llm }) await [|http.PostAsync(url, null)|];")]
    [InlineData("await [|http.PostAsync(new Settings().Url, null)|];")]
    [InlineData("var settings = new Settings { Given = Llm }; await [|http.PostAsync(settings.Given, null)|];")]
    [InlineData("await [|http.PostAsync(new Positional().Url, null)|];")]
    [InlineData("await [|http.PostAsync(Chat(\"https://api.deepseek.com/\"), null)|];")]
    [InlineData("await [|http.PostAsync(Extended(\"https://api.openai.com\", \"v1\", \"embeddings\"), null)|];")]
    [InlineData("await [|http.PostAsync(Started, null)|];")]
    [InlineData("var b = new UriBuilder(\"https://api.openai.com\"); b.Path = \"/v1/responses\"; await [|http.PostAsync(b.Uri, null)|];")]
    [InlineData("await [|http.PostAsync(new Uri(new Uri(\"https://api.openai.com\"), \"v1/responses\"), null)|];")]
    [InlineData("if (Uri.TryCreate(host + \"/v1/chat/completions\", UriKind.Absolute, out var uri)) await [|http.PostAsync(uri, null)|];")]
    [InlineData("await [|http.PostAsync(\"https://api.openai.com/v1/{kind}\".Replace(\"{kind}\", \"responses\"), null)|];")]
    [InlineData("await [|http.PostAsync(string.Format(\"https://api.openai.com/{0}/responses\", \"v1\"), null)|];")]
    [InlineData("await [|http.PostAsync(content: null, requestUri: Llm)|];")]
    [InlineData("host ??= Llm; await [|http.PostAsync(host, null)|];")]
    [InlineData("host = Llm; await [|http.PostAsync(host, null)|];")]
    [InlineData("if (azure) host = Llm; await [|http.PostAsync(host, null)|];")]
    [InlineData("await [|http.PostAsync(Chosen(), null)|];")]
    [InlineData("await [|http.PostAsync(await ChosenLater(), null)|];")]
    [InlineData("Pick(out var url); await [|http.PostAsync(url, null)|];")]
    [InlineData("var url = Other; url = azure ? Llm : url; await [|http.PostAsync(url, null)|];")]
    [InlineData("string? url = null; url = url ?? Llm; await [|http.PostAsync(url, null)|];")]
    [InlineData("string a = Other, b = Llm; while (azure) { var c = a; a = b; b = c; } await [|http.PostAsync(a, null)|];")]
    [InlineData("var url = Llm; for (var i = 0; i < 3; i++) url += \"/\"; await [|http.PostAsync(url, null)|];")]
    [InlineData("var url = new Settings { Given = Other }; url.Given = Llm; await [|http.PostAsync(url.Given, null)|];")]
    [InlineData("try { host = Llm; } finally { await [|http.PostAsync(host, null)|]; }")]
    [InlineData("var all = new List<string>(); all.Add(Llm); foreach (var url in all) await [|http.PostAsync(url, null)|];")]
    [InlineData("string[] all = [Other, .. new[] { Llm }]; await [|http.PostAsync(all[^1], null)|];")]
    [InlineData(
        "var url = string.Create(null, $\"https://api.openai.com/v1/{host}/chat/completions\"); await [|http.PostAsync(url, null)|];")]
    [InlineData("string Url() => Llm; await [|http.PostAsync(Url(), null)|];")]
    [InlineData("Func<string> url = () => Llm; await [|http.PostAsync(url(), null)|];")]
    [InlineData("await [|http.PostAsync(string.Join(\"/\", \"https://api.openai.com\", \"v1\", \"responses\"), null)|];")]
    [InlineData("await [|http.PostAsync(Joined(\"https://api.openai.com\", \"v1\", \"embeddings\"), null)|];")]
    [InlineData("await [|http.PostAsync(JoinedUri(\"https://api.mistral.ai/v1\", \"chat/completions\"), null)|];")]
    [InlineData("var parts = new[] { \"https://api.openai.com\", \"v1/responses\" }; await [|http.PostAsync(Joined(parts), null)|];")]
    [InlineData("await [|http.PostAsync(new Endpoints()[\"responses\"], null)|];")]
    [InlineData("await [|http.PostAsync(new Endpoints()[azure ? 1 : 2], null)|];")]
    [InlineData("var all = new Endpoints(); var url = all[\"embeddings\"]; await [|http.PostAsync(url, null)|];")]
    [InlineData("IEndpoints all = new Endpoints(); await [|http.PostAsync(all[\"completions\"], null)|];")]
    public Task Each_text_that_an_address_may_be_counts(string statement) => Verify.VerifyAnalyzerAsync(Source(statement));

    [Theory]
    [InlineData("var url = Llm; Console.Write(url); url = Other; await http.PostAsync(url, null);")]
    [InlineData("var url = Other; await http.PostAsync(url, null); url = Llm; Console.Write(url);")]
    [InlineData("var url = azure ? Other : host; await http.PostAsync(url, null);")]
    [InlineData("var url = host; url = url + url; url += url; await http.PostAsync(url, null);")]
    [InlineData("await http.PostAsync(Extended(\"https://search.example.com\", \"v1\", \"embeddings\"), null);")]
    [InlineData("await http.PostAsync(Endless(host), null);")]
    [InlineData("await http.PostAsync(Round(3, host), null);")]
    [InlineData("var url = host; url = url ?? url; url = azure ? url : url; await http.PostAsync(url, null);")]
    [InlineData("string a = host, b = host; while (azure) { a = b + a; b = a + b; } await http.PostAsync(a, null);")]
    [InlineData("host = Llm; host = Other; await http.PostAsync(host, null);")]
    [InlineData("switch (host) { case Llm: host = Other; break; default: host = Other; break; } await http.PostAsync(host, null);")]
    [InlineData("var settings = new Settings { Given = Other }; await http.PostAsync(settings.Given, null);")]
    [InlineData("await http.PostAsync(new UriBuilder(\"https://api.openai.com\") { Path = \"/v1/files\" }.Uri, null);")]
    [InlineData("await http.PostAsync(Joined(\"https://api.openai.com\", \"v1\", \"files\"), null);")]
    [InlineData("await http.PostAsync(Joined(\"https://search.example.com\", \"v1\", \"embeddings\"), null);")]
    [InlineData("await http.PostAsync(new Endpoints()[\"files\"], null);")]
    [InlineData("await http.PostAsync(new Round()[host], null);")]
    [InlineData("await http.PostAsync(Joined(), null);")]
    public Task An_address_that_is_none_on_any_path_is_left_alone(string statement) => Verify.VerifyAnalyzerAsync(Source(statement));

    [Theory]
    [InlineData("https://api.cohere.ai/v1/chat")]
    [InlineData("https://api.cohere.com/v2/embed")]
    [InlineData("https://api.cohere.ai/v1/generate")]
    [InlineData("https://api.voyageai.com/v1/rerank")]
    [InlineData(
        "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/text-embedding-005:predict")]
    [InlineData(
        "https://us-east5-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/anthropic/models/claude-sonnet-4:rawPredict")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/models/gemini-embedding-001:embedContent")]
    [InlineData("https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1:0/converse")]
    [InlineData("https://acme.openai.azure.com/openai/v1/responses")]
    [InlineData("https://acme.services.ai.azure.com/anthropic/v1/messages")]
    [InlineData("https://api.x.ai/v1/responses")]
    [InlineData("https://openrouter.ai/api/v1/completions")]
    [InlineData("https://codestral.mistral.ai/v1/fim/completions")]
    [InlineData("https://eu-de.ml.cloud.ibm.com/ml/v1/text/generation?version=2024-05-31")]
    [InlineData("https://api.cloudflare.com/client/v4/accounts/a/ai/run/@cf/meta/llama-3.1-8b-instruct")]
    [InlineData("https://dashscope.aliyuncs.com/api/v1/services/aigc/text-generation/generation")]
    [InlineData("https://ark.cn-beijing.volces.com/api/v3/embeddings")]
    [InlineData("https://api.minimax.io/v1/text/chatcompletion_v2")]
    [InlineData("http://localhost:1234/v1/completions")]
    public Task An_endpoint_of_a_known_provider_is_reported(string address)
        => Verify.VerifyAnalyzerAsync(Source($"await [|http.PostAsync(\"{address}\", null)|];"));

    [Theory]
    [InlineData("https://api.example.ai/v1/chat")]
    [InlineData("https://api.cohere.com/v1/tokenize")]
    [InlineData("https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/endpoints/1:predict")]
    [InlineData(
        "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/veo-3:predictLongRunning")]
    [InlineData("https://acme.cloud.databricks.com/serving-endpoints/churn/invocations")]
    [InlineData("https://lessons.example.com/api/v1/completions")]
    [InlineData("http://localhost:5000/v1/embeddings")]
    [InlineData("https://api.openai.com/v1/responses/input_tokens")]
    public Task An_endpoint_that_bills_no_tokens_is_left_alone(string address)
        => Verify.VerifyAnalyzerAsync(Source($"await http.PostAsync(\"{address}\", null);"));

    [Fact]
    public Task The_base_address_of_the_client_stands_before_the_path() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;
        using Microsoft.Extensions.DependencyInjection;

        class Gpt
        {
            private readonly HttpClient _client, _search = new() { BaseAddress = new Uri("https://search.example.com/") };

            public Gpt(HttpClient client)
            {
                _client = client;
                _client.BaseAddress = new Uri("https://api.openai.com/v1/chat/");
            }

            public Task Ask() => [|_client.PostAsync("completions", null)|];

            public Task Find() => _search.PostAsync("completions", null);

            public Task List() => _client.PostAsync("files", null);
        }

        class Claude(HttpClient http)
        {
            public Task Ask() => [|http.PostAsync("v1/messages", null)|];
        }

        class Named(IHttpClientFactory clients)
        {
            public Task Ask() => [|clients.CreateClient("xai").PostAsync("v1/responses", null)|];
        }

        class Mailbox(HttpClient http)
        {
            public Task Ask() => http.PostAsync("v1/messages", null);
        }

        interface IHttpClientFactory { HttpClient CreateClient(string name); }

        class Builder { public Builder ConfigureHttpClient(Action<HttpClient> configure) => this; }

        static class Startup
        {
            private static Builder AddHttpClient<T>(this IServiceCollection services, Action<HttpClient>? configure = null) => new();

            private static Builder AddHttpClient(this IServiceCollection services, string name, Action<HttpClient> configure) => new();

            public static void Add(IServiceCollection services)
            {
                services.AddHttpClient<Claude>(http => http.BaseAddress = new Uri("https://api.anthropic.com"));
                services.AddHttpClient<Mailbox>().ConfigureHttpClient(http => http.BaseAddress = new Uri("https://mail.example.com"));
                services.AddHttpClient("xai", http => { http.BaseAddress = new Uri("https://api.x.ai"); });
            }
        }
        """);

    [Fact]
    public Task A_method_that_posts_to_what_it_is_handed_is_reported_where_that_is_an_LLM() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        class Client(HttpClient http, string host)
        {
            private const string Llm = "https://api.openai.com/v1/chat/completions";

            public Task Ask() { var url = Llm; return [|Post(url)|]; }

            public Task AskUnder() => [|PostUnder("chat/completions")|];

            public Task AskTwice() => [|Retry("v1/chat/completions")|];

            public Task AskBy() => [|Send(HttpMethod.Post, Llm)|];

            public Task List() => Send(HttpMethod.Get, Llm);

            public Task Files() => PostUnder("files");

            public Task Tell() => PostUnder(host);

            public Task Always() => Fixed("a title");

            private Task Post(string url) => http.PostAsync(url, null);

            private Task PostUnder(string path) => http.PostAsync($"{host}/v1/{path}", null);

            private async Task Retry(string path) { for (var i = 0; i < 3; i++) await Once(path, i); }

            private Task Once(string path, int attempt) => http.PostAsync(host + "/" + path, null);

            private Task Send(HttpMethod method, string url) => http.SendAsync(new HttpRequestMessage(method, url));

            private Task Fixed(string title) => [|http.PostAsync(Llm + "?" + title, null)|];
        }
        """);

    private static string Source(string statement) => $$"""
        using System.Net.Http;

        class Settings
        {
            public string Url { get; set; } = "https://api.openai.com/v1/chat/completions";

            public string Given { get; set; } = "";
        }

        interface IEndpoints { string this[string kind] { get; } }

        class Endpoints : IEndpoints
        {
            public string this[string kind] => "https://api.openai.com/v1/" + kind;

            public string this[int index]
            {
                get
                {
                    if (index > 1)
                        return "https://shop.example.com/orders";
                    return "https://api.anthropic.com/v1/messages";
                }
            }
        }

        class Round { public string this[string part] => this[part + "/"]; }

        record Positional(string Url = "https://api.mistral.ai/v1/chat/completions");

        class C
        {
            private const string Llm = "https://api.openai.com/v1/chat/completions";
            private const string Other = "https://shop.example.com/orders";

            private static readonly Dictionary<string, string> Table = new() { ["shop"] = Other, ["llm"] = Llm };

            private static string Started
            {
                get
                {
                    if (Table.Count > 2)
                        return Other;
                    return "http://localhost:11434/api/" + "generate";
                }
            }

            private static string Chat(string root) => $"{root.TrimEnd('/')}/chat/completions";

            private static string Extended(string root, string version, string kind)
            {
                var under = Under(root, version);
                return Under(under, kind);
            }

            private static string Under(string root, string part) => root + "/" + part;

            private static string Joined(params string[] parts) => string.Join("/", parts);

            private static Uri JoinedUri(params string[] parts) => new(string.Join('/', parts));

            private static string Chosen() { var url = Other; if (Table.Count > 2) url = Llm; return url; }

            private static async Task<string> ChosenLater() { var url = Chosen(); await Task.Yield(); return url; }

            private static void Pick(out string url) => url = Llm;

            private static string Round(int times, string root) => times == 0 ? root : Square(times - 1, root);

            private static string Square(int times, string root) => Round(times, root + "/orders");

            private static string Endless(string root) => Endless(root) + "/orders";

            private static (string Url, string Model) Target(bool azure) => azure ? (Other, "a") : (Llm, "b");

            async Task M(HttpClient http, string host, bool azure) { {{statement}} await Task.Yield(); }
        }
        """;
}
