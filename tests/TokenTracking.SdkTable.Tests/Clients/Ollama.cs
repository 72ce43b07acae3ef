using Microsoft.Extensions.AI;
using OllamaSharp;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>OllamaSharp: its own interface, and what its client implements of Microsoft.Extensions.AI.</summary>
internal static class Ollama
{
    private const string Transport = "`new OllamaApiClient(http, model)`";
    private const string Model = "llama3.2";

    private static readonly Situation[] Chats =
        [Situation.Plain, Situation.Streamed, Situation.Tools, Situation.Retried, Situation.Cancelled, Situation.Failed];

    private static readonly Situation[] Others = [Situation.Plain, Situation.Retried, Situation.Cancelled, Situation.Failed];

    public static IEnumerable<Sdk> All =>
    [
        new("`IOllamaApiClient`, chat", "OllamaSharp", "ollama", Model, static connection => new Own(Client(connection)))
        {
            Tracked = "IOllamaApiClient", Transport = Transport, Repeats = false, Situations = Chats,
        },
        new("`IOllamaApiClient`, completion", "OllamaSharp", "ollama", Model, static connection =>
        {
            var client = Client(connection);
            return new Questions(
                cancellation => client.GenerateAsync(Completion(), cancellation).ReadAsync(leaves: false),
                (leaves, cancellation) => client.GenerateAsync(Completion(), cancellation).ReadAsync(leaves));
        })
        {
            Tracked = "IOllamaApiClient", Transport = Transport, Repeats = false, Situations = [.. Others, Situation.Streamed],
        },
        new("`IOllamaApiClient`, embeddings", "OllamaSharp", "ollama", Model, static connection =>
        {
            var client = Client(connection);
            return new Questions(cancellation => client.EmbedAsync(new EmbedRequest { Model = Model, Input = ["hello"] }, cancellation));
        })
        {
            Tracked = "IOllamaApiClient", Transport = Transport, Repeats = false, Situations = Others,
            Losses = [Lost.NoUsage("Use `IEmbeddingGenerator`, or the handler."), Lost.FailedAttempt],
        },
        new("`OllamaApiClient` as `IChatClient`", "OllamaSharp", "ollama", Model, static connection =>
        {
            IChatClient client = Bare(connection);
            return new ChatClientCalls(connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client);
        })
        {
            Tracked = "IChatClient", Transport = Transport, Repeats = false, Situations = [.. Chats, Situation.Repeated],
        },
        new("`OllamaApiClient` as `IEmbeddingGenerator`", "OllamaSharp", "ollama", Model, static connection =>
        {
            IEmbeddingGenerator<string, Embedding<float>> client = Bare(connection);
            return new EmbeddingCalls(connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client);
        })
        {
            Tracked = "IEmbeddingGenerator<string, Embedding<float>>", Transport = Transport, Repeats = false,
            Situations = [.. Others, Situation.Repeated],
            Losses = [OpenAIEmbeddings.Unnamed],
        },
    ];

    private static GenerateRequest Completion() => new() { Model = Model, Prompt = "hello" };

    private static IOllamaApiClient Client(Connection connection)
    {
        IOllamaApiClient client = Bare(connection);
        return connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client;
    }

    private static OllamaApiClient Bare(Connection connection)
    {
        connection.Http.BaseAddress = new Uri("http://localhost:11434");
        return new OllamaApiClient(connection.Http, Model);
    }

    private sealed class Own(IOllamaApiClient client) : Conversation
    {
        public override Task AskAsync(CancellationToken cancellationToken)
            => client.ChatAsync(Question(false), cancellationToken).ReadAsync(leaves: false);

        public override Task StreamAsync(bool leaves, CancellationToken cancellationToken)
            => client.ChatAsync(Question(true), cancellationToken).ReadAsync(leaves);

        public override async Task UseToolAsync(CancellationToken cancellationToken)
        {
            await AskAsync(cancellationToken);
            await AskAsync(cancellationToken);
        }

        private static ChatRequest Question(bool stream)
            => new() { Model = Model, Stream = stream, Messages = [new Message(OllamaSharp.Models.Chat.ChatRole.User, "hello")] };
    }
}
