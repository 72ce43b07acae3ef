using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TokenTracking.Tests.Tracking;
using TokenTracking.Tests.Wire;

namespace TokenTracking.Tests.Security;

/// <summary>Keys, prompts and completions are in nothing that a tracker leaves behind.</summary>
public sealed class CanaryTests
{
    public static TheoryData<string> DialectNames => [.. DialectBodies.All.Select(static body => body.Dialect)];

    public static TheoryData<string, string> HostileBodies
    {
        get
        {
            var bodies = new TheoryData<string, string>();
            foreach (var name in (string[])[Canary.Key, "x" + Canary.Key, Canary.Prompt, Canary.Completion, "a\nline of " + Canary.Mark])
            {
                var said = System.Text.Json.JsonSerializer.Serialize(name);
                bodies.Add("https://api.openai.com/v1/chat/completions", $$$"""
                    {"id":{{{said}}},"object":"chat.completion","model":{{{said}}},"service_tier":{{{said}}},"provider":{{{said}}},
                    "choices":[{"index":0,"finish_reason":{{{said}}} }],"usage":{"prompt_tokens":7,"completion_tokens":3} }
                    """);
                bodies.Add("https://api.anthropic.com/v1/messages", $$$"""
                    {"id":{{{said}}},"type":"message","role":"assistant","model":{{{said}}},"stop_reason":{{{said}}},
                    "usage":{"input_tokens":7,
                    "output_tokens":3,"service_tier":{{{said}}},"speed":{{{said}}},"inference_geo":{{{said}}},
                    "iterations":[{"type":{{{said}}},"model":{{{said}}},"input_tokens":7,"output_tokens":3}]} }
                    """);
                bodies.Add("https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent", $$$"""
                    {"candidates":[{"finishReason":{{{said}}} }],"modelVersion":{{{said}}},"responseId":{{{said}}},"usageMetadata":
                    {"promptTokenCount":7,"candidatesTokenCount":3,"totalTokenCount":10,"trafficType":{{{said}}} } }
                    """);
                bodies.Add("https://api.openai.com/v1/responses", $$$"""
                    {"id":{{{said}}},"object":"response","model":{{{said}}},"status":"failed","service_tier":{{{said}}},
                    "error":{"code":{{{said}}},"type":{{{said}}},"message":{{{said}}} },"usage":{"input_tokens":7,"output_tokens":3} }
                    """);
            }

            return bodies;
        }
    }

    [Theory]
    [MemberData(nameof(DialectNames))]
    public async Task A_response_of_any_dialect_in_any_framing_leaves_neither_key_nor_text(string dialect)
    {
        await using var canary = new Canary();
        var (_, _, endpoint, document) = DialectBodies.All.Single(body => body.Dialect == dialect);
        var planted = Plant(document);
        foreach (var (_, contentType, frame) in Framings.All)
            await SendAsync(canary, Address(endpoint), frame(planted), contentType, HttpStatusCode.OK, MethodOf(dialect));
        await SendAsync(
            canary, Address(endpoint), Bodies.Utf8($$"""{"error":{"type":"e","message":"{{Canary.Prompt}} {{Canary.Key}}"} }"""),
            "application/json", HttpStatusCode.Unauthorized);

        await canary.AssertNothingAsync();
    }

    [Theory]
    [MemberData(nameof(HostileBodies))]
    public async Task A_server_that_answers_with_a_secret_as_a_name_gets_it_into_no_record(string address, string body)
    {
        await using var canary = new Canary();

        await SendAsync(canary, address, Bodies.Utf8(body), "application/json", HttpStatusCode.OK);

        var record = Assert.Single(await canary.AssertNothingAsync());
        Assert.Equal((7L, 3L), (record.Usage.InputTokens, record.Usage.OutputTokens));
    }

    [Theory]
    [InlineData("gpt-4o-2024-08-06")]
    [InlineData("Meta Llama 3.1 70B Instruct Turbo")]
    [InlineData("accounts/fireworks/models/llama-v3p1-8b-instruct")]
    [InlineData("ft:gpt-4o:my-org:custom_suffix:id")]
    [InlineData("Qwen/Qwen2.5-72B (8-bit)")]
    public async Task Names_of_models_are_kept(string model)
    {
        await using var canary = new Canary();

        await SendAsync(canary, "https://api.openai.com/v1/chat/completions", Bodies.Utf8($$"""
            {"id":"i","object":"chat.completion","model":"{{model}}","choices":[{"index":0,"finish_reason":"stop"}],
            "usage":{"prompt_tokens":7,"completion_tokens":3} }
            """), "application/json", HttpStatusCode.OK);

        Assert.Equal(model, Assert.Single(await canary.AssertNothingAsync()).ResponseModel);
    }

    [Fact]
    public async Task Requests_that_fail_leave_neither_key_nor_text()
    {
        await using var canary = new Canary();
        Exception[] failures =
        [
            new HttpRequestException(Canary.Prompt, new IOException(Canary.Key)), new InvalidOperationException(Canary.Key),
            new OperationCanceledException(Canary.Prompt), new TimeoutException(Canary.Completion),
        ];
        foreach (var failure in failures)
        {
            using var http = new HttpClient(new TokenTrackingHandler(canary.Tracker, new Failing(failure)));
            using var request = Request("https://api.openai.com/v1/chat/completions?api_key=" + Canary.Key);
            await Assert.ThrowsAnyAsync<Exception>(() => http.SendAsync(request));
        }

        Assert.Equal(4, (await canary.AssertNothingAsync()).Count);
    }

    [Fact]
    public async Task Decorators_leave_neither_prompt_nor_completion()
    {
        await using var canary = new Canary(new Estimator());
        var answer = new LlmResult { Text = Canary.Completion, Usage = TokenUsage.FromInclusive(7, 3), Model = "m" };
        IOracle[] oracles =
        [
            new Oracle { Ask = () => Task.FromResult(answer), Guess = () => new ValueTask<LlmResult>(answer), Tell = static _ => Words() },
            new Oracle
            {
                Ask = static () => throw new InvalidOperationException(Canary.Prompt),
                Guess = static () => ValueTask.FromException<LlmResult>(new IOException(Canary.Completion)),
                Tell = static _ => throw new TimeoutException(Canary.Key),
            },
            new Oracle
            {
                Ask = () => Task.FromResult(answer with { Usage = TokenUsage.Unknown, Completeness = UsageCompleteness.Missing }),
            },
        ];
        foreach (var oracle in oracles)
        {
            var tracked = oracle.WithTokenTracking(canary.Tracker);
            await Record.ExceptionAsync(() => tracked.AskAsync("m"));
            await Record.ExceptionAsync(async () => await tracked.GuessAsync());
            await Record.ExceptionAsync(async () =>
            {
                await foreach (var update in tracked.TellAsync())
                    Assert.NotNull(update);
            });
        }

        await Record.ExceptionAsync(() => canary.Tracker.TrackAsync(
            "ask", static () => throw new InvalidOperationException(Canary.Prompt), static (int _) => TokenUsage.Unknown));
        await canary.Tracker.TrackAsync(
            "ask", static () => Task.FromResult(Canary.Completion), static text => TokenUsage.FromInclusive(text.Length, 1));

        await canary.AssertNothingAsync();
    }

    private static async IAsyncEnumerable<LlmStreamUpdate> Words()
    {
        await Task.Yield();
        yield return new LlmStreamUpdate { Text = Canary.Completion };
        yield return new LlmStreamUpdate { Usage = TokenUsage.FromInclusive(7, 3), Completeness = UsageCompleteness.Complete };
    }

    // Some paths are an LLM's at their own hosts alone.
    private static string Address(string endpoint) => endpoint switch
    {
        "/v1/chat" => "https://api.cohere.com/v1/chat",
        _ when endpoint.EndsWith(":predict", StringComparison.Ordinal)
            => "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/m:predict",
        _ when endpoint.StartsWith('/') => "https://api.openai.com" + endpoint,
        _ => endpoint,
    } + "?key=" + Canary.Key;

    // The texts of the bodies are replaced, and others are put beside them.
    private static string Plant(string document)
    {
        var begin = document.IndexOf('{', StringComparison.Ordinal) + 1;
        return (document[..begin]
            + $$"""
            "x_content":"{{Canary.Completion}}","x_messages":[{"role":"user","content":[{"text":"{{Canary.Prompt}}"}]}],
            "x_usage":{"note":"{{Canary.Prompt}}","api_key":"{{Canary.Key}}"},
            """
            + document[begin..]).Replace("\"a\"", $"\"{Canary.Completion}\"", StringComparison.Ordinal);
    }

    // Jobs are billed by the poll that returns their result.
    private static HttpMethod MethodOf(string dialect)
        => dialect is "openai.runs" or "replicate.prediction" ? HttpMethod.Get : HttpMethod.Post;

    private static HttpRequestMessage Request(string address, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Post, address)
        {
            Content = new StringContent(
                $$"""{"model":"m","system":"{{Canary.Prompt}}","messages":[{"role":"user","content":"{{Canary.Prompt}}"}]}""",
                Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Canary.Key);
        request.Headers.Add("x-api-key", Canary.Key);
        request.Headers.Add("Cookie", "session=" + Canary.Key);
        return request;
    }

    private static async Task SendAsync(
        Canary canary, string address, byte[] body, string? contentType, HttpStatusCode status, HttpMethod? method = null)
    {
        using var http = new HttpClient(new TokenTrackingHandler(canary.Tracker, new Answering(body, contentType, status)));
        using var request = Request(address, method);
        using var response = await http.SendAsync(request);
        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync());
    }

    private sealed class Estimator : IUsageEstimator
    {
        public TokenUsage Estimate(in EstimationBasis basis) => throw new InvalidOperationException("cannot");
    }

    private sealed class Failing(Exception failure) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            throw failure;
        }
    }

    private sealed class Answering(byte[] body, string? contentType, HttpStatusCode status) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            var content = new ByteArrayContent(body);
            if (contentType is not null)
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
            return new HttpResponseMessage(status) { Content = content };
        }
    }
}
