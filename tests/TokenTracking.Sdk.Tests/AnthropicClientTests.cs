using Anthropic;
using Anthropic.Models.Messages;
using TokenTracking.Testing;

namespace TokenTracking.Sdk.Tests;

public sealed class AnthropicClientTests
{
    private const string Answer = """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[{"type":"text","text":"hi"}],
         "stop_reason":"end_turn","stop_sequence":null,
         "usage":{"input_tokens":12,"output_tokens":5,"cache_creation_input_tokens":30,"cache_read_input_tokens":20,
                  "cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20},"service_tier":"standard"}}
        """;

    private const string Events = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_2","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",
        """ + """
        "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hi"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":9}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    private readonly RecordingTracker _tracker = new();

    [Fact]
    public async Task A_message_of_the_clients_own_service_is_recorded()
    {
        using var server = new LoopbackServer("application/json", Answer);

        await Client(server).Messages.Create(Parameters());

        var usage = _tracker.Only.Usage;
        Assert.Equal(
            (12L, 20L, 10L, 20L, null, 5L),
            (usage.FreshInputTokens, usage.CacheReadTokens, usage.CacheWrite5mTokens, usage.CacheWrite1hTokens, usage.CacheWriteOtherTokens,
                usage.OutputTokens));
        Assert.Equal(
            ("anthropic", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929", "msg_1", 64L, "standard"),
            (_tracker.Only.Provider, _tracker.Only.RequestModel, _tracker.Only.ResponseModel, _tracker.Only.ResponseId,
                _tracker.Only.MaxOutputTokens, _tracker.Only.ServiceTier));
    }

    [Fact]
    public async Task A_stream_ends_with_its_last_cumulative_counts()
    {
        using var server = new LoopbackServer("text/event-stream", Events);
        await foreach (var _ in Client(server).Messages.CreateStreaming(Parameters()))
        {
        }

        Assert.Equal(
            (CallOutcome.Succeeded, 12L, 9L, "claude-sonnet-4-5-20250929"),
            (_tracker.Only.Outcome, _tracker.Only.Usage.InputTokens, _tracker.Only.Usage.OutputTokens, _tracker.Only.ResponseModel));
    }

    [Fact]
    public async Task A_client_with_other_options_is_tracked_too()
    {
        using var server = new LoopbackServer("application/json", Answer);
        var client = Client(server);

        await client.WithOptions(static options => options).Messages.Create(Parameters());

        Assert.Same(client.Messages, client.Messages);
        Assert.Equal("create", _tracker.Only.Operation);
    }

    private IAnthropicClient Client(LoopbackServer server)
        => new AnthropicClient { ApiKey = "none", BaseUrl = server.Address.ToString().TrimEnd('/') }.WithTokenTracking(_tracker);

    private static MessageCreateParams Parameters() => new()
    {
        Model = "claude-sonnet-4-5",
        MaxTokens = 64,
        Messages = [new MessageParam(new UserMessageParam("hello"))],
    };
}
