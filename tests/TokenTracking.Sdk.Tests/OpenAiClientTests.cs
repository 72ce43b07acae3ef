using System.ClientModel;
using OpenAI;
using OpenAI.Chat;
using TokenTracking.Testing;

namespace TokenTracking.Sdk.Tests;

public sealed class OpenAiClientTests
{
    private const string Completion = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"gpt-4o-2024-08-06","service_tier":"default",
         "choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":100,"completion_tokens":30,"total_tokens":130,
                  "prompt_tokens_details":{"cached_tokens":40},"completion_tokens_details":{"reasoning_tokens":10}}}
        """;

    private const string Chunks = """
        data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4o-2024-08-06","choices":
        """ + """
        [{"index":0,"delta":{"role":"assistant","content":"h"}}]}

        data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4o-2024-08-06","choices":
        """ + """
        [{"index":0,"delta":{"content":"i"},"finish_reason":"stop"}]}

        data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4o-2024-08-06","choices":[],"usage":
        """ + """
        {"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}

        data: [DONE]


        """;

    private readonly RecordingTracker _tracker = new();

    [Fact]
    public async Task A_completion_is_recorded_with_the_counts_that_the_server_sent()
    {
        using var server = new LoopbackServer("application/json", Completion);
        var client = Client(server).WithTokenTracking(_tracker);

        var result = await client.CompleteChatAsync([new UserChatMessage("hello")], new ChatCompletionOptions { MaxOutputTokenCount = 50 });

        Assert.Equal("hi", result.Value.Content[0].Text);
        var record = _tracker.Only;
        Assert.Equal(
            (60L, 40L, 20L, 10L, "openai", "gpt-4o", "gpt-4o-2024-08-06", "chatcmpl-1", 50L),
            (record.Usage.FreshInputTokens, record.Usage.CacheReadTokens, record.Usage.VisibleOutputTokens, record.Usage.ReasoningTokens,
                record.Provider, record.RequestModel, record.ResponseModel, record.ResponseId, record.MaxOutputTokens));
    }

    [Fact]
    public void A_synchronous_completion_is_recorded_too()
    {
        using var server = new LoopbackServer("application/json", Completion);

        Client(server).WithTokenTracking(_tracker).CompleteChat([new UserChatMessage("hello")]);

        Assert.Equal(130, _tracker.Only.Usage.TotalTokens);
    }

    [Fact]
    public async Task A_stream_is_one_call_with_the_counts_of_its_last_chunk()
    {
        using var server = new LoopbackServer("text/event-stream", Chunks);
        var text = "";
        await foreach (var update in Client(server).WithTokenTracking(_tracker).CompleteChatStreamingAsync([new UserChatMessage("hello")]))
            text += string.Concat(update.ContentUpdate.Select(static part => part.Text));

        Assert.Equal("hi", text);
        Assert.Equal(
            (CallOutcome.Succeeded, 7L, 2L), (_tracker.Only.Outcome, _tracker.Only.Usage.InputTokens, _tracker.Only.Usage.OutputTokens));
    }

    [Fact]
    public void The_state_of_the_inner_client_is_the_trackeds_own()
    {
        using var server = new LoopbackServer("application/json", Completion);
        var inner = Client(server);
        var tracked = inner.WithTokenTracking(_tracker);

#pragma warning disable OPENAI001 // What the client shows of itself is experimental.
        Assert.Equal((inner.Model, inner.Endpoint, inner.Pipeline), (tracked.Model, tracked.Endpoint, tracked.Pipeline));
#pragma warning restore OPENAI001
    }

    [AiCompositionRoot]
    private static ChatClient Client(LoopbackServer server)
        => new("gpt-4o", new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = server.Address });
}
