using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Binding;

/// <summary>
/// Usage where the SDKs' own types carry it: over the real packages, with inner objects that return what the packages would.
/// </summary>
public sealed class SdkUsageTests
{
    private static readonly GeneratorRunOptions Sdks = new()
    {
        References =
        [
            .. TestReferences.Consumer,
            .. TestReferences.Named(
                "OpenAI", "System.ClientModel", "System.Memory.Data", "Anthropic", "Microsoft.Extensions.AI.Abstractions",
                "Microsoft.SemanticKernel.Abstractions", "Microsoft.Agents.AI.Abstractions"),
        ],
    };

    private const string Usings = """
        #nullable enable
        #pragma warning disable OPENAI001, SKEXP0001, SKEXP0010, MEAI001, SCME0001, CS8425
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading;
        using System.Threading.Tasks; using Microsoft.Extensions.AI; using TokenTracking;

        """;

    [Theory]
    [InlineData("new UsageDetails { InputTokenCount = 100, OutputTokenCount = 7, CachedInputTokenCount = 40 }")]
    [InlineData(
        "OpenAI.Chat.OpenAIChatModelFactory.ChatTokenUsage(7, 100, 107, null, "
        + "OpenAI.Chat.OpenAIChatModelFactory.ChatInputTokenUsageDetails(0, 40))")]
    public async Task The_metadata_of_Semantic_Kernel_is_read(string usage)
    {
        var records = await RecordsOf($$"""
            using Microsoft.SemanticKernel; using Microsoft.SemanticKernel.ChatCompletion;
            [assembly: TrackAiUsage(typeof(IChatCompletionService))]
            public sealed class Service : IChatCompletionService
            {
                public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?>
                    { ["ModelId"] = "asked", ["Endpoint"] = "https://mine.openai.azure.com" };
                private static Dictionary<string, object?> Metadata => new() { ["Id"] = "r-1", ["Usage"] = {{usage}} };
                public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
                    ChatHistory h, PromptExecutionSettings? s = null, Kernel? k = null, CancellationToken c = default)
                    => Task.FromResult<IReadOnlyList<ChatMessageContent>>(Enumerable.Range(0, 2)
                        .Select(static _ => new ChatMessageContent(AuthorRole.Assistant, "hi", "answered", metadata: Metadata)).ToArray());
                public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
                    ChatHistory h, PromptExecutionSettings? s = null, Kernel? k = null, CancellationToken c = default)
                {
                    await Task.Yield();
                    yield return new StreamingChatMessageContent(AuthorRole.Assistant, "h", modelId: "answered");
                    yield return new StreamingChatMessageContent(AuthorRole.Assistant, "i", modelId: "answered", metadata: Metadata);
                }
            }
            """, """
            var service = ((IChatCompletionService)new Service()).WithTokenTracking(tracker);
            await service.GetChatMessageContentsAsync(new ChatHistory("hi"));
            await foreach (var _ in service.GetStreamingChatMessageContentsAsync(new ChatHistory("hi"))) { }
            """);

        Assert.Equal(2, records.Count);
        Assert.All(records, static record =>
        {
            Assert.Equal((60, 40, 7), (record.Usage.FreshInputTokens, record.Usage.CacheReadTokens, record.Usage.OutputTokens));
            Assert.Equal(("answered", "asked", "azure.ai.openai", "r-1"),
                (record.ResponseModel, record.RequestModel, record.Provider, record.ResponseId));
        });
    }

    [Fact]
    public async Task Embeddings_are_recorded_with_model_and_provider()
    {
        var record = Assert.Single(await RecordsOf("""
            [assembly: TrackAiUsage(typeof(IEmbeddingGenerator<,>))]
            public sealed class Generator : IEmbeddingGenerator<string, Embedding<float>>
            {
                public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
                    IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken c = default)
                    => Task.FromResult(
                        new GeneratedEmbeddings<Embedding<float>>([new(new float[] { 1f }) { ModelId = "text-embedding-3-small" }])
                        { Usage = new() { InputTokenCount = 5, TotalTokenCount = 5 } });
                public object? GetService(Type type, object? key = null) => type == typeof(EmbeddingGeneratorMetadata)
                    ? new EmbeddingGeneratorMetadata("openai", new Uri("https://mine.openai.azure.com/"), "deployment") : null;
                public void Dispose() { }
            }
            """, """
            await ((IEmbeddingGenerator<string, Embedding<float>>)new Generator()).WithTokenTracking(tracker).GenerateAsync(["hi"]);
            """));

        Assert.Equal((5L, "text-embedding-3-small", "deployment", "azure.ai.openai"),
            (record.Usage.InputTokens, record.ResponseModel, record.RequestModel, record.Provider));
    }

    [Theory]
    [InlineData("https://api.openai.com/v1", "openai")]
    [InlineData("https://mine.openai.azure.com/openai", "azure.ai.openai")]
    [InlineData("https://api.deepseek.com", "deepseek")]
    [InlineData("https://proxy.example.org", "openai")]
    public async Task The_provider_of_a_chat_client_is_the_one_that_is_asked(string endpoint, string provider)
        => Assert.Equal(provider, Assert.Single(await RecordsOf(Chat("""
            new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")) { Usage = new() { InputTokenCount = 1, OutputTokenCount = 1 } }
            """, endpoint), Ask)).Provider);

    [Theory]
    [InlineData("CacheCreationInputTokens = 40", "null")]
    [InlineData("Other = 1", "OpenAI.Chat.OpenAIChatModelFactory.ChatCompletion(id: \"c\", usage: Written)")]
    public async Task What_an_adapter_puts_aside_is_read(string additional, string raw)
    {
        var (name, count) = (additional.Split(" = ")[0], additional.Split(" = ")[1]);
        var record = Assert.Single(await RecordsOf(Chat($$"""
            new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi"))
            {
                RawRepresentation = {{raw}},
                Usage = new() { InputTokenCount = 100, OutputTokenCount = 7, CachedInputTokenCount = 20,
                    AdditionalCounts = new() { ["{{name}}"] = {{count}} } },
            }
            """, "https://api.openai.com/v1"), Ask));

        Assert.Equal((40, 20, 40, 7),
            (record.Usage.FreshInputTokens, record.Usage.CacheReadTokens, record.Usage.CacheWriteTokens, record.Usage.OutputTokens));
    }

    [Fact]
    public async Task A_raw_object_of_another_call_changes_nothing()
    {
        var record = Assert.Single(await RecordsOf(Chat("""
            new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi"))
            {
                RawRepresentation = OpenAI.Chat.OpenAIChatModelFactory.ChatCompletion(id: "c", usage: Written),
                Usage = new() { InputTokenCount = 300, OutputTokenCount = 9 },
            }
            """, "https://api.openai.com/v1"), Ask));

        Assert.Equal((300, null, 9), (record.Usage.FreshInputTokens, record.Usage.CacheWriteTokens, record.Usage.OutputTokens));
    }

    [Theory]
    [InlineData("AgentResponseUpdate", "Microsoft.Agents.AI.AgentResponseUpdate")]
    [InlineData("SpeechToTextResponseUpdate", "SpeechToTextResponseUpdate")]
    [InlineData("TextToSpeechResponseUpdate", "TextToSpeechResponseUpdate")]
    [InlineData("ChatResponseUpdate", "ChatResponseUpdate")]
    public async Task Usage_content_is_found_in_every_update(string name, string type)
    {
        var record = Assert.Single(await RecordsOf($$"""
            [TrackAiUsage] public interface IModel { IAsyncEnumerable<{{type}}> Stream(); }
            public sealed class Model : IModel
            {
                public async IAsyncEnumerable<{{type}}> Stream()
                {
                    await Task.Yield();
                    yield return new {{type}} { Contents = [new TextContent("a")] };
                    yield return new {{type}} { Contents = [new UsageContent(new() { InputTokenCount = 10, OutputTokenCount = 1 })] };
                    yield return new {{type}} { Contents = [new UsageContent(new() { InputTokenCount = 20, OutputTokenCount = 2 })] };
                }
            }
            """, "await foreach (var _ in new Model().WithTokenTracking(tracker).Stream()) { }"));

        Assert.Equal((name, 30L, 3L), (name, record.Usage.InputTokens, record.Usage.OutputTokens));
    }

    [Fact]
    public async Task The_responses_of_a_realtime_session_add_up()
    {
        var record = Assert.Single(await RecordsOf("""
            [TrackAiUsage] public interface IModel { IAsyncEnumerable<RealtimeServerMessage> Listen(); }
            public sealed class Model : IModel
            {
                public async IAsyncEnumerable<RealtimeServerMessage> Listen()
                {
                    await Task.Yield();
                    yield return new ResponseCreatedRealtimeServerMessage(RealtimeServerMessageType.ResponseCreated) { ResponseId = "1" };
                    yield return new ResponseCreatedRealtimeServerMessage(RealtimeServerMessageType.ResponseDone)
                        { ResponseId = "1", Usage = new() { InputTokenCount = 10, OutputTokenCount = 1 } };
                    yield return new ResponseCreatedRealtimeServerMessage(RealtimeServerMessageType.ResponseDone)
                        { ResponseId = "2", Usage = new() { InputTokenCount = 20, OutputTokenCount = 2 } };
                }
            }
            """, "await foreach (var _ in new Model().WithTokenTracking(tracker).Listen()) { }"));

        Assert.Equal((30L, 3L), (record.Usage.InputTokens, record.Usage.OutputTokens));
    }

    private const string Ask = "await ((IChatClient)new Client()).WithTokenTracking(tracker).GetResponseAsync([]);";

    private static string Chat(string response, string endpoint) => $$"""
        [assembly: TrackAiUsage(typeof(IChatClient))]
        public sealed class Client : IChatClient
        {
            private static OpenAI.Chat.ChatTokenUsage Written
                => System.ClientModel.Primitives.ModelReaderWriter.Read<OpenAI.Chat.ChatTokenUsage>(
                BinaryData.FromString(
                    "{\"prompt_tokens\":100,\"completion_tokens\":7,\"total_tokens\":107,\"prompt_tokens_details\":{\"cached_tokens\":20,"
                    + "\"cache_write_tokens\":40} }"))!;
            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> m, ChatOptions? o = null, CancellationToken c = default)
                => Task.FromResult({{response}});
            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                IEnumerable<ChatMessage> m, ChatOptions? o = null, CancellationToken c = default)
                => throw new NotSupportedException();
            public object? GetService(Type type, object? key = null)
                => type == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", new Uri("{{endpoint}}"), "m") : null;
            public void Dispose() { }
        }
        """;

    private static async Task<IReadOnlyList<UsageRecord>> RecordsOf(string source, string call)
    {
        var run = GeneratorRun.Of(Sdks, Usings + source + $$"""

            public static class Entry
            {
                public static async Task<string> Use(ITokenTracker tracker)
                {
                    {{call}}
                    return "";
                }
            }
            """);
        var tracker = new RecordingTracker();
        await run.Call<Task<string>>("Entry", "Use", tracker);
        return tracker.Records;
    }
}
