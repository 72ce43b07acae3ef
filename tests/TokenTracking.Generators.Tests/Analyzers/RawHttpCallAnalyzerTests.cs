using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT2002.RawHttpCallAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class RawHttpCallAnalyzerTests
{
    [Theory]
    [InlineData("await [|http.PostAsJsonAsync(\"https://api.openai.com/v1/chat/completions\", new { })|];")]
    [InlineData("await [|http.PostAsync($\"{host}/v1/chat/completions\", null)|];")]
    [InlineData("await [|http.PostAsync(host + \"/v1/chat/completions\", null)|];")]
    [InlineData("await [|http.PostAsync(\"https://api.anthropic.com/v1/messages\", null)|];")]
    [InlineData("await [|http.PostAsync(new Uri(\"https://api.openai.com/v1/responses\"), null)|];")]
    [InlineData("const int Port = 11434; await [|http.PostAsync($\"http://localhost:{Port}/api/generate\", null)|];")]
    [InlineData("var url = \"http://localhost:11434/api/generate\"; await [|http.PostAsync(url, null)|];")]
    [InlineData("const string Ollama = \"http://\" + \"ollama/api/chat\"; await [|http.PostAsync(Ollama, null)|];")]
    [InlineData(
        "using var request = [|new HttpRequestMessage(HttpMethod.Post, "
        + "\"https://generativelanguage.googleapis.com/v1/models/gemini:generateContent\")|]; await http.SendAsync(request);")]
    [InlineData(
        "using var request = [|new HttpRequestMessage { Method = HttpMethod.Post, "
        + "RequestUri = new Uri(\"https://api.mistral.ai/v1/chat/completions\") }|];")]
    [InlineData("await [|http.PostAsync(Url, null)|];")]
    [InlineData("await [|http.PostAsync(Path ?? \"/v1/chat/completions\", null)|];")]
    [InlineData("await [|http.PostAsync(\"https://api.openai.com/v1/images/generations\", null)|];")]
    [InlineData("await [|http.PostAsync(\"https://api.openai.com/v1/audio/transcriptions\", null)|];")]
    [InlineData("await [|Post(\"v1/chat/completions\")|]; Task Post(string path) => http.PostAsync(path, null);")]
    [InlineData(
        "var request = [|new HttpRequestMessage()|]; request.Method = HttpMethod.Post; "
        + "request.RequestUri = new Uri(host + \"/v1/chat/completions\"); await http.SendAsync(request);")]
    [InlineData("await [|http.PostAsync(string.Format(\"{0}/v1/chat/completions\", host), null)|];")]
    [InlineData("await [|http.PostAsync(System.IO.Path.Combine(host, \"v1/chat/completions\"), null)|];")]
    [InlineData("await [|http.PostAsync(new UriBuilder(host) { Path = \"/v1/chat/completions\" }.Uri, null)|];")]
    [InlineData(
        "await [|Post(\"v1/chat/completions\")|]; Task Post(string path) => http.SendAsync(new "
        + "HttpRequestMessage(HttpMethod.Post, path));")]
    public Task A_request_to_an_LLM_is_reported(string statement) => Verify.VerifyAnalyzerAsync(Source(statement));

    [Theory]
    [InlineData("await http.PostAsync(\"https://example.com/api/chat\", null);")]
    [InlineData("await http.PostAsync(\"https://example.com/v1/messages\", null);")]
    [InlineData("await http.GetAsync(\"https://api.openai.com/v1/models\");")]
    [InlineData("await http.PostAsync(\"https://api.anthropic.com/v1/messages/count_tokens\", null);")]
    [InlineData("using var request = new HttpRequestMessage(HttpMethod.Get, \"https://api.openai.com/v1/chat/completions/id\");")]
    [InlineData(
        "await t.TrackAsync(\"ask\", async () => { await http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null); return 1; "
        + "}, _ => TokenUsage.Unknown);")]
    [InlineData("Console.WriteLine(\"https://api.openai.com/v1/chat/completions\");")]
    [InlineData(
        "using var request = new HttpRequestMessage { Method = HttpMethod.Get, "
        + "RequestUri = new Uri(\"https://api.openai.com/v1/chat/completions\") };")]
    [InlineData(
        "var other = \"api.openai.com\"; Console.Write(other); await http.PostAsync(\"https://search.example.com/embeddings\", null);")]
    [InlineData("await Post(\"v1/files/chat/completions\"); Task Post(string path) => http.PostAsync(path, null);")]
    [InlineData(
        "var request = new HttpRequestMessage(); request.Method = HttpMethod.Get; request.RequestUri = new Uri(host + "
        + "\"/v1/chat/completions\"); await http.SendAsync(request);")]
    [InlineData("Save(\"https://api.openai.com/v1/chat/completions\"); void Save(string address) => Console.Write(address);")]
    public Task A_request_elsewhere_or_tracked_is_left_alone(string statement) => Verify.VerifyAnalyzerAsync(Source(statement));

    [Theory]
    [InlineData("root ?? new Uri(\"https://openrouter.ai/api/v1\")", "https://openrouter.ai/api/v1/chat/completions")]
    [InlineData(
        "azure ? new Uri(\"https://acme.openai.azure.com/openai/v1\") : root!",
        "https://acme.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("root!", "…/chat/completions")]
    public Task Of_the_addresses_that_it_may_be_one_with_a_host_is_named(string root, string named) => Verify.VerifyAnalyzerAsync(
        $$"""
        using System.Net.Http;

        class C(HttpClient http, Uri? root, bool azure)
        {
            private readonly Uri _root = {{root}};

            Task M() => {|#0:Send("/chat/completions")|};

            private Task Send(string path) => http.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(_root, path)));

            public bool Azure => azure;
        }
        """,
        Verify.Diagnostic("TT2002").WithLocation(0).WithArguments(named));

    [Theory]
    [InlineData("https://openrouter.ai/api", "/v1/chat/completions", "https://openrouter.ai/api/v1/chat/completions")]
    [InlineData("https://api.groq.com/openai/", "v1/chat/completions", "https://api.groq.com/openai/v1/chat/completions")]
    [InlineData("http://localhost:8080", "/v1/chat/completions", "http://localhost:8080/v1/chat/completions")]
    [InlineData("https://api.mistral.ai", "https://api.openai.com/v1/embeddings", "https://api.openai.com/v1/embeddings")]
    public Task The_address_that_is_named_begins_with_the_base_address_of_the_client(string root, string path, string named)
        => Verify.VerifyAnalyzerAsync(
            $$"""
            using System.Net.Http;

            class C
            {
                private readonly HttpClient _http = new() { BaseAddress = new Uri("{{root}}") };

                Task M() => {|#0:_http.PostAsync("{{path}}", null)|};
            }
            """,
            Verify.Diagnostic("TT2002").WithLocation(0).WithArguments(named));

    [Fact]
    public Task An_address_that_a_property_puts_together_is_read() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        class Azure(HttpClient http, string resource, string deployment)
        {
            private string Url => $"https://{resource}.openai.azure.com/openai/deployments/{deployment}/chat/completions";

            private string Search => $"https://{resource}.search.windows.net/indexes/x/docs/search";

            public Task Ask() => [|http.PostAsync(Url, null)|];

            public Task Find() => http.PostAsync(Search, null);
        }
        """);

    [Fact]
    public Task A_shared_path_counts_where_the_type_names_the_provider() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;

        class Claude(HttpClient http)
        {
            public void Prepare() => http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");

            public Task Ask() => [|http.PostAsync("/v1/messages", null)|];
        }

        class Mailbox(HttpClient http)
        {
            public Task Send() => http.PostAsync("/v1/messages", null);
        }
        """);

    [Fact]
    public Task A_provider_answers_for_its_own_requests() => Verify.VerifyAnalyzerAsync("""
        using System.Net.Http;
        using TokenTracking;
        using TokenTracking.Providers;

        class Mine(HttpClient http) : ILlmProvider
        {
            public async Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
            {
                await http.PostAsync("https://api.openai.com/v1/chat/completions", null, cancellationToken);
                return new LlmResult { Text = "" };
            }
        }
        """);

    private static string Source(string statement) => $$"""
        using System.Net.Http;
        using System.Net.Http.Json;
        using TokenTracking;

        class C
        {
            protected static string Url = "https://api.openai.com/v1/chat/completions";
            private static readonly string? Path = Environment.GetEnvironmentVariable("LLM_PATH");

            async Task M(HttpClient http, string host, ITokenTracker t) { {{statement}} await Task.Yield(); }
        }
        """;
}
