using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>An agent of Microsoft's Agent Framework. It asks a chat client, and that is what is tracked.</summary>
internal static class Agents
{
    public static Sdk Sdk { get; } = new("`AIAgent`", "Microsoft.Agents.AI", "openai", "gpt-4o-2024-08-06", Create)
    {
        Tracked = "IChatClient",
        Transport = OpenAIChat.Transport,
        Losses = [Lost.CacheWrites],
    };

    private static Own Create(Connection connection)
    {
        var client = OpenAIChat.ChatClientOf(connection);
        if (connection.DecoratesClient)
            client = client.WithTokenTracking(connection.Tracker);
        return new Own(client.AsAIAgent("Be kind.", "agent", tools: [ChatClientCalls.Weather]));
    }

    private sealed class Own(AIAgent agent) : Conversation
    {
        public override Task AskAsync(CancellationToken cancellationToken) => agent.RunAsync("hello", cancellationToken: cancellationToken);

        public override async Task StreamAsync(bool leaves, CancellationToken cancellationToken)
        {
            await agent.RunStreamingAsync("hello", cancellationToken: cancellationToken).ReadAsync(leaves);
        }

        public override Task UseToolAsync(CancellationToken cancellationToken) => AskAsync(cancellationToken);
    }
}
