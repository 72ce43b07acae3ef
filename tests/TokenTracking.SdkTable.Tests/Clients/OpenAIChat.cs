using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>OpenAI's chat, called directly and through the adapter of Microsoft.Extensions.AI.</summary>
internal static class OpenAIChat
{
    public const string Transport = "`Transport = new HttpClientPipelineTransport(http)`";

    public static Sdk Sdk { get; } = new("`ChatClient`", "OpenAI", "openai", "gpt-4o-2024-08-06", Create)
    {
        Tracked = "ChatClient",
        Adapter = "AsIChatClient()",
        Transport = Transport,
        Losses = [Lost.CacheWrites],
    };

    public static OpenAIClientOptions Options(HttpClient http) => new()
    {
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new AtOnce(),
    };

    public static Conversation CallsOf(ChatClient client, Connection connection)
    {
        if (!connection.UsesAdapter)
            return new Own(client);
        var adapter = client.AsIChatClient();
        return new ChatClientCalls(connection.DecoratesAdapter ? adapter.WithTokenTracking(connection.Tracker) : adapter);
    }

    /// <summary>The adapter over a client that is not tracked.</summary>
    public static IChatClient ChatClientOf(Connection connection)
        => new ChatClient("gpt-4o", new ApiKeyCredential("none"), Options(connection.Http)).AsIChatClient();

    private static Conversation Create(Connection connection)
    {
        var client = new ChatClient("gpt-4o", new ApiKeyCredential("none"), Options(connection.Http));
        return CallsOf(connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client, connection);
    }

    /// <summary>Repeats without a pause.</summary>
    public sealed class AtOnce : ClientRetryPolicy
    {
        protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount) => TimeSpan.Zero;
    }

    private sealed class Own(ChatClient client) : Conversation
    {
        private static readonly ChatCompletionOptions Weather = new() { Tools = { ChatTool.CreateFunctionTool("weather") } };

        public override Task AskAsync(CancellationToken cancellationToken)
            => client.CompleteChatAsync([new UserChatMessage("hello")], cancellationToken: cancellationToken);

        public override async Task StreamAsync(bool leaves, CancellationToken cancellationToken)
        {
            await client.CompleteChatStreamingAsync([new UserChatMessage("hello")], cancellationToken: cancellationToken).ReadAsync(leaves);
        }

        public override async Task UseToolAsync(CancellationToken cancellationToken)
        {
            List<OpenAI.Chat.ChatMessage> messages = [new UserChatMessage("hello")];
            ChatCompletion first = await client.CompleteChatAsync(messages, Weather, cancellationToken);
            messages.Add(new AssistantChatMessage(first));
            messages.Add(new ToolChatMessage(first.ToolCalls[0].Id, "sunny"));
            await client.CompleteChatAsync(messages, Weather, cancellationToken);
        }
    }
}
