using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Audio;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Images;
using OpenAI.Responses;
using TokenTracking.SdkTable.Tests.Clients;
using TokenTracking.SdkTable.Tests.Serving;
using TokenTracking.SdkTable.Tests.Table;
using TokenTracking.Testing;

namespace TokenTracking.SdkTable.Tests;

/// <summary>An application's own way to its clients.</summary>
[TrackAiUsage]
public interface IModelClients
{
    ChatClient Chat { get; }

    ResponsesClient Responses { get; }

    EmbeddingClient GetEmbeddings(string model);

    Task<ImageClient> GetImagesAsync(string model);

    AudioClient GetAudio(string model);

    IChatClient GetAdapted(string model);

    IEmbeddingGenerator<string, Embedding<float>> GetAdaptedEmbeddings(string model);
}

/// <summary>Clients that are taken from an <c>OpenAIClient</c>: behind a tracked interface, on their own, and through an adapter.</summary>
public sealed class HandedOutClientTests
{
    private static readonly string[] Calls =
    [
        "chat", "chat stream", "chat sync", "chat adapted", "chat adapted stream", "responses", "responses adapted", "embeddings",
        "embedding", "embeddings adapted", "images", "transcription", "adapted", "adapted stream", "adapted embeddings",
    ];

    public static TheoryData<string, bool> Cases()
    {
        var cases = new TheoryData<string, bool>();
        foreach (var call in Calls)
        {
            // No decorator of an interface replaces a generic service (TT0016): the handler records it.
            if (call != "adapted embeddings")
                cases.Add(call, false);
            cases.Add(call, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_call_of_a_client_behind_a_tracked_interface_is_recorded_once(string call, bool hasHandler)
    {
        var tracker = new RecordingTracker();
        using var ledger = new Ledger(Situation.Plain, ModelOf(call));
        using var connection = new Connection(hasHandler ? Way.Handler : Way.Decorator, ledger, tracker, sdkRepeats: true);
        var client = new OpenAIClient(new ApiKeyCredential("none"), OpenAIChat.Options(connection.Http));
        var clients = new ModelClients(client).WithTokenTracking(tracker);

        await CallAsync(clients, call);

        var billed = Assert.Single(ledger.Billed);
        Assert.Equal(billed, Tokens.Of(tracker.Only.Usage));
        Assert.Equal(("openai", UsageCompleteness.Complete), (tracker.Only.Provider, tracker.Only.Completeness));
    }

    private static async Task CallAsync(IModelClients clients, string call)
    {
        OpenAI.Chat.ChatMessage hello = new UserChatMessage("hello");
        switch (call)
        {
            case "chat": await clients.Chat.CompleteChatAsync([hello]); break;
            case "chat sync": clients.Chat.CompleteChat(hello); break;
            case "chat stream": await clients.Chat.CompleteChatStreamingAsync([hello]).ReadAsync(leaves: false); break;
            case "chat adapted": await clients.Chat.AsIChatClient().GetResponseAsync("hello"); break;
            case "chat adapted stream":
                await clients.Chat.AsIChatClient().GetStreamingResponseAsync("hello").ReadAsync(leaves: false);
                break;
            case "responses": await clients.Responses.CreateResponseAsync("o4-mini", "hello"); break;
            case "responses adapted": await clients.Responses.AsIChatClient("o4-mini").GetResponseAsync("hello"); break;
            case "embeddings": await clients.GetEmbeddings("text-embedding-3-small").GenerateEmbeddingsAsync(["a", "b"]); break;
            case "embedding": await clients.GetEmbeddings("text-embedding-3-small").GenerateEmbeddingAsync("a"); break;
            case "embeddings adapted":
                await clients.GetEmbeddings("text-embedding-3-small").AsIEmbeddingGenerator().GenerateAsync(["a", "b"]);
                break;
            case "images": await (await clients.GetImagesAsync("gpt-image-1")).GenerateImagesAsync("a cat", 1); break;
            case "transcription":
                using (var speech = new MemoryStream(new byte[64]))
                    await clients.GetAudio("gpt-4o-transcribe").TranscribeAudioAsync(speech, "a.wav");
                break;
            case "adapted": await clients.GetAdapted("gpt-4o").GetResponseAsync("hello"); break;
            case "adapted stream": await clients.GetAdapted("gpt-4o").GetStreamingResponseAsync("hello").ReadAsync(leaves: false); break;
            case "adapted embeddings": await clients.GetAdaptedEmbeddings("text-embedding-3-small").GenerateAsync(["a", "b"]); break;
            default: throw new ArgumentOutOfRangeException(nameof(call), call, "is no call");
        }
    }

    private static string ModelOf(string call) => call switch
    {
        "images" => "gpt-image-1",
        "transcription" => "gpt-4o-transcribe",
        _ when call.StartsWith("responses", StringComparison.Ordinal) => "o4-mini-2025-04-16",
        _ when call.Contains("embedding", StringComparison.Ordinal) => "text-embedding-3-small",
        _ => "gpt-4o-2024-08-06",
    };

    private sealed class ModelClients(OpenAIClient client) : IModelClients
    {
        public ChatClient Chat => client.GetChatClient("gpt-4o");

        public ResponsesClient Responses => client.GetResponsesClient();

        public EmbeddingClient GetEmbeddings(string model) => client.GetEmbeddingClient(model);

        public Task<ImageClient> GetImagesAsync(string model) => Task.FromResult(client.GetImageClient(model));

        public AudioClient GetAudio(string model) => client.GetAudioClient(model);

        public IChatClient GetAdapted(string model) => client.GetChatClient(model).AsIChatClient();

        public IEmbeddingGenerator<string, Embedding<float>> GetAdaptedEmbeddings(string model)
            => client.GetEmbeddingClient(model).AsIEmbeddingGenerator();
    }
}
