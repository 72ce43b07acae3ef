using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Anthropic.Models.Messages;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;
using TokenTracking.Tests.Providers;
using TokenTracking.Testing;
using TokenTracking.Tests.Wire;

namespace TokenTracking.Tests.Http;

/// <summary>The official SDKs over the handler, against a server on loopback: what the server says is what is recorded.</summary>
public sealed class OfficialSdkTests
{
    private readonly RecordingTracker _tracker = new();

    [Fact]
    public async Task OpenAI_chat_is_recorded_as_the_server_counts()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Bodies.ChatPlain));
        using var http = Client();

        var completion = await Chat(http, server).CompleteChatAsync("hi");

        AssertRecord("gpt-4o-2024-08-06", input: 1000, output: 200, operation: "chat");
        Assert.Equal((1000, 200), (completion.Value.Usage.InputTokenCount, completion.Value.Usage.OutputTokenCount));
    }

    [Fact]
    public async Task OpenAI_chat_stream_is_recorded_with_its_time_to_the_first_token()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream("text/event-stream",
            "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"content\":\"Hel\"},\"finish_reason\":null}],\"usage\":null}\n\n",
            "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n",
            "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o\",\"choices\":[],"
            + "\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":2,\"total_tokens\":33}}\n\n",
            "data: [DONE]\n\n"));
        using var http = Client();

        var text = "";
        await foreach (var update in Chat(http, server).CompleteChatStreamingAsync("hi"))
            text += string.Concat(update.ContentUpdate.Select(static part => part.Text));

        Assert.Equal("Hello", text);
        Assert.Contains("include_usage", server.Request.Body, StringComparison.Ordinal);
        AssertRecord("gpt-4o", input: 31, output: 2, operation: "chat");
        Assert.NotNull(_tracker.Records[0].TimeToFirstToken);
    }

    [Fact]
    public async Task OpenAI_chat_stream_that_is_left_is_abandoned()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Silent(
            new TaskCompletionSource(), "text/event-stream",
            "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"content\":\"Hel\"},\"finish_reason\":null}],\"usage\":null}\n\n"));
        using var http = Client();

        await foreach (var update in Chat(http, server).CompleteChatStreamingAsync("hi"))
            break;

        var record = Assert.Single(_tracker.Records);
        Assert.Equal(
            (CallOutcome.Abandoned, UsageCompleteness.Missing, "gpt-4o"), (record.Outcome, record.Completeness, record.ResponseModel));
        Assert.Null(record.Usage.InputTokens);
    }

    [Fact]
    public async Task OpenAI_call_that_the_SDK_retries_leaves_a_record_for_each_attempt()
    {
        await using var server = await LoopbackServer.StartAsync(
            Reply.Json("""{"error":{"message":"slow down","type":"requests","code":"rate_limit_exceeded"}}""", 429, ("retry-after-ms", "1"),
                ("Retry-After", "0")),
            Reply.Json(Bodies.ChatPlain));
        using var http = Client();

        await Chat(http, server).CompleteChatAsync("hi");

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(
            [(CallOutcome.Failed, UsageCompleteness.Missing, "429", null),
                (CallOutcome.Succeeded, UsageCompleteness.Complete, null, 1000L)],
            _tracker.Records.Select(static record => (record.Outcome, record.Completeness, record.ErrorType, record.Usage.InputTokens)));
    }

    [Fact]
    public async Task OpenAI_responses_stream_is_recorded_as_the_server_counts()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Stream("text/event-stream", Bodies.ResponsesStream));
        using var http = Client();
#pragma warning disable OPENAI001, SCME0002 // The Responses client is marked as experimental.
        var client = new ResponsesClient(new ApiKeyCredential("key"),
            new ResponsesClientOptions { Endpoint = new Uri(server.Url, "v1"), Transport = new HttpClientPipelineTransport(http) });
        var options = new CreateResponseOptions { Model = "o4-mini", StreamingEnabled = true };
        options.InputItems.Add(ResponseItem.CreateUserMessageItem("hi"));

        long? counted = null;
        await foreach (var update in await client.CreateResponseStreamingAsync(options))
        {
            if (update is StreamingResponseCompletedUpdate completed)
                counted = completed.Response.Usage.TotalTokenCount;
        }
#pragma warning restore OPENAI001, SCME0002

        Assert.Equal(279, counted);
        AssertRecord("o4-mini-2025-04-16", input: 60, output: 219, operation: "chat");
    }

    [Fact]
    public async Task Anthropic_message_is_recorded_as_the_server_counts()
    {
        await using var server = await LoopbackServer.StartAsync(Reply.Json(Bodies.AnthropicPlain));
        using var http = Client();

        var message = await Messages(http, server).Messages.Create(Ask());

        Assert.Equal(70, message.Usage.OutputTokens);
        AssertRecord("claude-sonnet-4-5-20250929", input: 1962, output: 70, operation: "chat");
    }

    [Fact]
    public async Task Anthropic_stream_is_recorded_as_the_server_counts()
    {
        await using var server = await LoopbackServer.StartAsync(
            Reply.Stream("text/event-stream", [.. Bodies.AnthropicStream.Split("\n\n").Select(static part => part + "\n\n")]));
        using var http = Client();

        var events = 0;
        await foreach (var item in Messages(http, server).Messages.CreateStreaming(Ask()))
            events++;

        Assert.True(events >= 4);
        AssertRecord("claude-haiku-4-5", input: 1631, output: 88, operation: "chat");
    }

    [Fact]
    public async Task Anthropic_call_that_the_SDK_retries_leaves_a_record_for_each_attempt()
    {
        await using var server = await LoopbackServer.StartAsync(
            Reply.Json("""{"type":"error","error":{"type":"overloaded_error","message":"busy"}}""", 529, ("retry-after-ms", "1")),
            Reply.Json(Bodies.AnthropicPlain));
        using var http = Client();

        await Messages(http, server).Messages.Create(Ask());

        Assert.Equal([("529", null), (null, 70L)], _tracker.Records.Select(static record => (record.ErrorType, record.Usage.OutputTokens)));
    }

    private static ChatClient Chat(HttpClient http, LoopbackServer server) => new(
        "gpt-4o", new ApiKeyCredential("key"),
        new OpenAIClientOptions { Endpoint = new Uri(server.Url, "v1"), Transport = new HttpClientPipelineTransport(http) });

    private static AnthropicClient Messages(HttpClient http, LoopbackServer server)
        => new() { HttpClient = http, BaseUrl = server.Url.ToString().TrimEnd('/'), ApiKey = "key" };

    private static MessageCreateParams Ask() => new()
    {
        Model = "claude-haiku-4-5",
        MaxTokens = 10,
        Messages = [new UserMessageParam { Content = "hi" }],
    };

    private HttpClient Client() => new(new TokenTrackingHandler(_tracker, new SocketsHttpHandler()));

    private void AssertRecord(string model, long input, long output, string operation)
    {
        var record = Assert.Single(_tracker.Records);
        Assert.Equal(
            (model, input, output, operation, CallOutcome.Succeeded, UsageCompleteness.Complete),
            (record.ResponseModel, record.Usage.InputTokens, record.Usage.OutputTokens, record.Operation, record.Outcome,
                record.Completeness));
    }
}
