using Betalgo.Ranul.OpenAI;
using Betalgo.Ranul.OpenAI.Interfaces;
using Betalgo.Ranul.OpenAI.Managers;
using Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;
using Microsoft.Extensions.AI;
using TokenTracking.SdkTable.Tests.Table;
using ChatMessage = Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatMessage;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Betalgo's client of OpenAI: its own interface, and the chat client that it implements.</summary>
internal static class Betalgo
{
    private const string Transport = "`new OpenAIService(options, http)`";

    private static readonly Situation[] Possible =
    [
        Situation.Plain, Situation.Streamed, Situation.Tools, Situation.Retried, Situation.Cached, Situation.Cancelled, Situation.Failed,
    ];

    private static Loss NoProvider { get; } = new(
        [Way.Decorator], [], ["no provider", "cache writes as input, Complete, no provider"],
        "The SDK's types say nothing about the provider: the record has none.");

    public static IEnumerable<Sdk> All =>
    [
        new("`IOpenAIService`, chat", "Betalgo.Ranul.OpenAI", "openai", "gpt-4o-2024-08-06", static connection =>
        {
            IOpenAIService service = Service(connection);
            return new Own(connection.DecoratesClient ? service.WithTokenTracking(connection.Tracker) : service);
        })
        {
            Tracked = "IOpenAIService", Transport = Transport, Repeats = false, AnswersFailures = true, Situations = Possible,
            Losses = [NoProvider, Lost.CacheWrites],
        },
        new("`IOpenAIService`, embeddings", "Betalgo.Ranul.OpenAI", "openai", "text-embedding-3-small", static connection =>
        {
            IOpenAIService service = Service(connection);
            if (connection.DecoratesClient)
                service = service.WithTokenTracking(connection.Tracker);
            return new Questions(cancellation => service.Embeddings.CreateEmbedding(
                new EmbeddingCreateRequest { Model = "text-embedding-3-small", Input = "hello" }, cancellation));
        })
        {
            Tracked = "IOpenAIService", Transport = Transport, Repeats = false, AnswersFailures = true,
            Situations = [Situation.Plain, Situation.Retried, Situation.Cancelled, Situation.Failed],
            Losses = [NoProvider],
        },
        new("`OpenAIService` as `IChatClient`", "Betalgo.Ranul.OpenAI", "openai", "gpt-4o-2024-08-06", static connection =>
        {
            IChatClient client = Service(connection);
            return new ChatClientCalls(connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client);
        })
        {
            Tracked = "IChatClient", Transport = Transport, Repeats = false, Situations = [.. Possible, Situation.Repeated],
            Losses =
            [
                new([Way.Decorator, Way.Handler, Way.All], [Situation.Streamed], ["Missing"],
                    "The adapter's streams do not ask for usage, and OpenAI sends none."),
                new([Way.Decorator], [Situation.Cached], ["cached as input, Complete, provider OpenAIService", "cached as input, Complete"],
                    "The adapter drops cached tokens: they count as other input. The handler reads them."),
                new([Way.Decorator], [], ["provider OpenAIService"],
                    "The provider is the one that the client's metadata names, and has no price."),
            ],
        },
    ];

    private static OpenAIService Service(Connection connection)
        => new(new OpenAIOptions { ApiKey = "none", DefaultModelId = "gpt-4o" }, connection.Http);

    private sealed class Own(IOpenAIService service) : Conversation
    {
        public override Task AskAsync(CancellationToken cancellationToken)
            => service.ChatCompletion.CreateCompletion(Question(), cancellationToken: cancellationToken);

        public override async Task StreamAsync(bool leaves, CancellationToken cancellationToken)
        {
            var question = Question();
            question.StreamOptions = new StreamOptions { IncludeUsage = true };
            await service.ChatCompletion.CreateCompletionAsStream(question, cancellationToken: cancellationToken).ReadAsync(leaves);
        }

        public override async Task UseToolAsync(CancellationToken cancellationToken)
        {
            await AskAsync(cancellationToken);
            await AskAsync(cancellationToken);
        }

        private static ChatCompletionCreateRequest Question() => new() { Model = "gpt-4o", Messages = [ChatMessage.FromUser("hello")] };
    }
}
