using System.Text;
using TokenTracking.Generated;
using TokenTracking.Http;
using TokenTracking.Testing;
using TokenTracking.Tests.Providers;
using TokenTracking.Tests.Wire;

namespace TokenTracking.Tests.Http;

public sealed class TokenTrackingHandlerTests
{
    private readonly RecordingTracker _tracker = new();

    [Fact]
    public async Task A_response_passes_byte_for_byte_with_its_headers()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Bodies.ChatPlain, 200, ("x-request-id", "r1")));
        using var handler = Handler();
        using var http = new HttpClient(handler);

        using var response = await PostAsync(http, server, "/v1/chat/completions");

        Assert.Equal(Bodies.ChatPlain, await response.Content.ReadAsStringAsync());
        Assert.Equal(("application/json", "r1"),
            (response.Content.Headers.ContentType!.MediaType, response.Headers.GetValues("x-request-id").Single()));
        Assert.Equal(1000, Assert.Single(_tracker.Records).Usage.InputTokens);
        Assert.Equal(new TrackingCoverage(1, 1), handler.Coverage);
    }

    [Fact]
    public async Task A_chunk_is_handed_on_before_the_next_one_is_sent()
    {
        var reached = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(
            Reply.Silent(reached, "text/event-stream", "data: {\"type\":\"ping\"}\n\n"));
        using var http = new HttpClient(Handler());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/v1/messages"))
        {
            Content = new StringContent("""{"model":"claude-sonnet-4","messages":[]}"""),
        };

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using (var stream = await response.Content.ReadAsStreamAsync())
        {
            var buffer = new byte[100];
            var count = await stream.ReadAtLeastAsync(buffer, "data: {\"type\":\"ping\"}\n\n".Length);

            // The server is silent from here on, and the first chunk is there all the same.
            Assert.Equal("data: {\"type\":\"ping\"}\n\n", Encoding.UTF8.GetString(buffer, 0, count));
            Assert.Empty(_tracker.Records);
        }

        Assert.Equal(CallOutcome.Abandoned, Assert.Single(_tracker.Records).Outcome);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_failed_with_what_came()
    {
        using var http = new HttpClient(new TokenTrackingHandler(_tracker, new BreakingServer(Bodies.Utf8(Bodies.AnthropicStream[..500]))));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.PostAsync(new Uri("https://api.anthropic.com/v1/messages"), null));

        var record = Assert.Single(_tracker.Records);
        Assert.Equal((CallOutcome.Failed, UsageCompleteness.Partial, 742L, null),
            (record.Outcome, record.Completeness, record.Usage.InputTokens, record.Usage.OutputTokens));
    }

    [Fact]
    public async Task A_request_that_is_cancelled_is_recorded_so()
    {
        var reached = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(Reply.Silent(reached, "application/json"));
        using var http = new HttpClient(Handler());
        using var cancel = new CancellationTokenSource();

        var call = http.PostAsync(new Uri(server.Url, "/v1/chat/completions"), null, cancel.Token);
        await reached.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal((CallOutcome.Cancelled, UsageCompleteness.Missing),
            (_tracker.Records.Single().Outcome, _tracker.Records.Single().Completeness));
    }

    [Fact]
    public async Task A_response_that_nobody_reads_is_abandoned_when_it_is_disposed_of()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Bodies.ChatPlain));
        using var http = new HttpClient(Handler());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/v1/chat/completions"));

        (await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).Dispose();

        Assert.Equal((CallOutcome.Abandoned, UsageCompleteness.Missing),
            (_tracker.Records.Single().Outcome, _tracker.Records.Single().Completeness));
    }

    [Fact]
    public async Task A_compressed_body_passes_and_its_usage_is_missing()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json("not really gzip", 200, ("Content-Encoding", "gzip")));
        using var http = new HttpClient(Handler());

        using var response = await PostAsync(http, server, "/v1/chat/completions");

        Assert.Equal("not really gzip", await response.Content.ReadAsStringAsync());
        Assert.Equal((CallOutcome.Succeeded, UsageCompleteness.Missing),
            (_tracker.Records.Single().Outcome, _tracker.Records.Single().Completeness));
    }

    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/v1/messages/count_tokens")]
    [InlineData("/v1beta/models/gemini-2.5-pro:countTokens")]
    [InlineData("/api/users")]
    public async Task Requests_that_cost_nothing_or_go_elsewhere_pass_unrecorded(string path)
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json("""{"usage":{"prompt_tokens":1,"completion_tokens":1}}"""));
        using var handler = Handler();
        using var http = new HttpClient(handler);

        using var response = await PostAsync(http, server, path);

        Assert.Empty(_tracker.Records);
        Assert.Null(handler.Coverage.Share);
    }

    [Fact]
    public async Task Model_in_the_URL_and_counts_in_the_headers_are_taken_from_there()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(
            """{"outputs":[{"text":"a","stop_reason":"stop"}]}""", 200, ("x-amzn-bedrock-input-token-count", "31"),
            ("x-amzn-bedrock-output-token-count", "17")));
        using var http = new HttpClient(Handler());

        using var response = await PostAsync(http, server, "/model/mistral.mistral-7b-instruct-v0%3A2/invoke");

        var record = Assert.Single(_tracker.Records);
        Assert.Equal(
            ("mistral.mistral-7b-instruct-v0:2", 31L, 17L), (record.RequestModel, record.Usage.InputTokens, record.Usage.OutputTokens));
    }

    [Fact]
    public async Task Attribution_comes_from_the_scope_in_which_the_request_is_sent()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Bodies.ChatPlain));
        using var http = new HttpClient(Handler());
        using var scope = TrackingScope.Begin(project: "proj_1", agent: "analyzer", operation: "analyze_task");

        using var response = await PostAsync(http, server, "/v1/chat/completions");

        var record = Assert.Single(_tracker.Records);
        Assert.Equal(("proj_1", "analyzer", "analyze_task"), (record.Project, record.Agent, record.Operation));
    }

    [Fact]
    public async Task A_request_of_a_call_that_a_decorator_records_is_only_counted()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json("busy", 503), Reply.Json(Bodies.ChatPlain));
        using var handler = Handler();
        using var http = new HttpClient(handler);

        var call = TrackedCall.Start(_tracker, "decorated");
        call.Enter();
        await call.Track(AskTwiceAsync(http, server), null);

        Assert.Equal("decorated", Assert.Single(_tracker.Records).Operation);
        Assert.Equal(new TrackingCoverage(2, 1), handler.Coverage);

        // The call is over: what its caller does next is recorded by the handler.
        using var next = await PostAsync(http, server, "/v1/chat/completions");
        Assert.Equal(["decorated", "chat"], _tracker.Records.Select(static record => record.Operation));
        Assert.Equal(new TrackingCoverage(3, 2), handler.Coverage);
    }

    [Fact]
    public async Task A_request_of_a_stream_that_a_decorator_records_is_only_counted()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Bodies.ChatPlain));
        using var handler = Handler();
        using var http = new HttpClient(handler);

        var call = TrackedCall.Start(_tracker, "decorated");
        call.Enter();
        await foreach (var item in call.Track(AskAsStreamAsync(http, server), null))
            Assert.Equal(Bodies.ChatPlain, item);

        Assert.Equal("decorated", Assert.Single(_tracker.Records).Operation);
        Assert.Equal(new TrackingCoverage(1, 1), handler.Coverage);
    }

    private static async IAsyncEnumerable<string> AskAsStreamAsync(HttpClient http, LoopbackServer server)
    {
        using var response = await PostAsync(http, server, "/v1/chat/completions");
        yield return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> AskTwiceAsync(HttpClient http, LoopbackServer server)
    {
        using var first = await PostAsync(http, server, "/v1/chat/completions");
        using var second = await PostAsync(http, server, "/v1/chat/completions");
        return await second.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, LoopbackServer server, string path)
        => http.PostAsync(new Uri(server.Url.ToString().TrimEnd('/') + path), new StringContent("{}"));

    private TokenTrackingHandler Handler() => new(_tracker, new SocketsHttpHandler());

    /// <summary>Sends a beginning, and then the connection is gone.</summary>
    private sealed class BreakingServer(byte[] beginning) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new BreakingStream(beginning)) });
    }

    private sealed class BreakingStream(byte[] beginning) : MemoryStream(beginning)
    {
        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await base.CopyToAsync(destination, bufferSize, cancellationToken);
            throw new IOException("The connection is gone.");
        }
    }
}
