using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>OpenAI's embeddings: of one text, and of many.</summary>
internal static class OpenAIEmbeddings
{
    private static readonly Situation[] Possible = [Situation.Plain, Situation.Retried, Situation.Cancelled, Situation.Failed];

    /// <summary>The generator's metadata and its embeddings have both.</summary>
    public static Loss Unnamed { get; } = new(
        [Way.Adapter, Way.Decorator], [], ["no model, no provider"],
        "The record of `IEmbeddingGenerator` has neither model nor provider, and no price.");

    public static Sdk One { get; } = new("`EmbeddingClient`, one text", "OpenAI", "openai", "text-embedding-3-small", static connection =>
    {
        var client = Client(connection);
        return new Questions(cancellation => client.GenerateEmbeddingAsync("hello", cancellationToken: cancellation));
    })
    {
        Tracked = "EmbeddingClient",
        Transport = OpenAIChat.Transport,
        Situations = Possible,
        Losses = [Lost.FailedAttempt],
    };

    public static Sdk Many { get; } = new("`EmbeddingClient`, many texts", "OpenAI", "openai", "text-embedding-3-small", Create)
    {
        Tracked = "EmbeddingClient",
        Adapter = "AsIEmbeddingGenerator()",
        Transport = OpenAIChat.Transport,
        Situations = Possible,
        Losses = [Unnamed],
    };

    private static Conversation Create(Connection connection)
    {
        var client = Client(connection);
        if (!connection.UsesAdapter)
            return new Questions(cancellation => client.GenerateEmbeddingsAsync(["hello", "world"], cancellationToken: cancellation));
        var adapter = client.AsIEmbeddingGenerator();
        return new EmbeddingCalls(connection.DecoratesAdapter ? adapter.WithTokenTracking(connection.Tracker) : adapter);
    }

    private static EmbeddingClient Client(Connection connection)
    {
        var client = new EmbeddingClient("text-embedding-3-small", new ApiKeyCredential("none"), OpenAIChat.Options(connection.Http));
        return connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client;
    }
}
