using Anthropic;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Anthropic's official SDK.</summary>
internal static class AnthropicMessages
{
    private const string Model = "claude-sonnet-4-5-20250929";

    public static Sdk Sdk { get; } = new("`IAnthropicClient`", "Anthropic", "anthropic", Model, Create)
    {
        Tracked = "IAnthropicClient",
        Adapter = "AsIChatClient(model)",
        Transport = "`new AnthropicClient { HttpClient = http }`",
    };

    private static Conversation Create(Connection connection)
    {
        IAnthropicClient client = new AnthropicClient { ApiKey = "none", HttpClient = connection.Http };
        if (connection.DecoratesClient)
            client = client.WithTokenTracking(connection.Tracker);
        if (!connection.UsesAdapter)
            return new Own(client);
        var adapter = client.AsIChatClient("claude-sonnet-4-5", 64);
        return new ChatClientCalls(connection.DecoratesAdapter ? adapter.WithTokenTracking(connection.Tracker) : adapter);
    }

    private sealed class Own(IAnthropicClient client) : Conversation
    {
        public override Task AskAsync(CancellationToken cancellationToken) => client.Messages.Create(Question(), cancellationToken);

        public override async Task StreamAsync(bool leaves, CancellationToken cancellationToken)
        {
            await client.Messages.CreateStreaming(Question(), cancellationToken).ReadAsync(leaves);
        }

        public override async Task UseToolAsync(CancellationToken cancellationToken)
        {
            await client.Messages.Create(Question(), cancellationToken);
            await client.Messages.Create(Question(), cancellationToken);
        }

        private static MessageCreateParams Question() => new()
        {
            Model = "claude-sonnet-4-5",
            MaxTokens = 64,
            Messages = [new MessageParam(new UserMessageParam("hello"))],
        };
    }
}
