using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>Over the real packages of OpenAI, Anthropic and Microsoft.Extensions.AI; the others by types of the same names.</summary>
public class UntrackedSdkCallAnalyzerTests
{
    [Theory]
    [InlineData("ChatCompletion answer = await [|chat.CompleteChatAsync(\"hi\")|];")]
    [InlineData("var text = [|chat.CompleteChat(\"hi\")|].Value.Content[0].Text;")]
    [InlineData("await foreach (var update in [|chat.CompleteChatStreamingAsync(\"hi\")|]) Console.Write(update.ContentUpdate);")]
    [InlineData("var vector = await [|embeddings.GenerateEmbeddingAsync(\"hi\")|];")]
    [InlineData("var answer = await [|claude.Messages.Create(parameters)|];")]
    [InlineData("await foreach (var piece in [|claude.Messages.CreateStreaming(parameters)|]) Console.Write(piece);")]
    [InlineData("var answer = await [|client.GetResponseAsync(\"hi\")|];")]
    [InlineData(
        "var answer = await [|client.GetResponseAsync([new Microsoft.Extensions.AI.ChatMessage(ChatRole.User, \"hi\")])|]; "
        + "Console.Write(answer.Usage?.TotalTokenCount);")]
    [InlineData("await foreach (var update in [|client.GetStreamingResponseAsync(\"hi\")|]) Console.Write(update);")]
    [InlineData(
        "var runner = [|Anthropic.Helpers.Beta.BetaToolRunnerExtensions.ToolRunner(claude.Beta.Messages, "
        + "new Anthropic.Models.Beta.Messages.MessageCreateParams { Model = \"m\", MaxTokens = 1, Messages = [] }, [])|];")]
    [InlineData("var answer = await [|Anthropic.Services.MessageServiceExtensions.Create<object>(claude.Messages, parameters)|];")]
    [InlineData("Func<string, Task> ask = text => [|client.GetResponseAsync(text)|];")]
    [InlineData(
        "Func<IEnumerable<OpenAI.Chat.ChatMessage>, ChatCompletionOptions, CancellationToken, "
        + "Task<System.ClientModel.ClientResult<ChatCompletion>>> ask = [|chat.CompleteChatAsync|];")]
    [InlineData(
        "ChatCompletion first = await [|chat.CompleteChatAsync(\"hi\")|]; ChatCompletion second = await chat.CompleteChatAsync([new "
        + "AssistantChatMessage(first)]); t.Track(\"p\", TokenUsage.FromInclusive(second.Usage.InputTokenCount, "
        + "second.Usage.OutputTokenCount), \"gpt-5\");")]
    public Task A_call_that_nothing_tracks_is_reported(string statement) => VerifyAsync(Source(statement));

    [Theory]
    [InlineData(
        "var answer = await t.TrackAsync(\"ask\", async () => (await chat.CompleteChatAsync(\"hi\")).Value, "
        + "a => TokenUsage.FromInclusive(a.Usage.InputTokenCount, a.Usage.OutputTokenCount));")]
    [InlineData(
        "var result = await chat.CompleteChatAsync(\"hi\"); var usage = result.Value.Usage; "
        + "t.Track(\"p\", TokenUsage.FromInclusive(usage.InputTokenCount, usage.OutputTokenCount), \"gpt-5\");")]
    [InlineData(
        "var answer = await client.GetResponseAsync(\"hi\"); if (answer.Usage is { } "
        + "usage) t.Track(\"p\", TokenUsage.FromInclusive(usage.InputTokenCount, usage.OutputTokenCount), \"m\");")]
    [InlineData(
        "long sum = 0; ChatCompletion answer = await chat.CompleteChatAsync(\"hi\"); sum += answer.Usage.OutputTokenCount; "
        + "t.Track(\"p\", TokenUsage.FromInclusive(null, sum), \"gpt-5\");")]
    [InlineData(
        "var pieces = new List<ChatResponseUpdate>(); await foreach (var piece in client.GetStreamingResponseAsync(\"hi\")) "
        + "pieces.Add(piece); var whole = pieces.ToChatResponse(); t.Track(\"p\", TokenUsage.FromInclusive(whole.Usage?.InputTokenCount, "
        + "whole.Usage?.OutputTokenCount), \"gpt-5\");")]
    [InlineData(
        "long spent = 0; await foreach (var piece in claude.Messages.CreateStreaming(parameters)) if (piece.TryPickDelta(out var delta)) "
        + "spent = delta.Usage.OutputTokens; t.Track(\"p\", TokenUsage.FromExclusive(null, spent), \"claude-opus-4-5\");")]
    [InlineData("var count = await claude.Messages.CountTokens(null!); Console.Write(count.InputTokens);")]
    [InlineData("var id = client.GetService(typeof(string));")]
    [InlineData("[NotTracked(\"a probe\")] async Task Probe() => await chat.CompleteChatAsync(\"hi\"); await Probe();")]
    public Task A_call_that_is_tracked_or_declined_is_left_alone(string statement) => VerifyAsync(Source(statement));

    [Theory]
    [InlineData(
        "string Ask(ITokenTracker t) => t.TrackAsync(\"ask\", () => Call(\"hi\"), Usage).Result.Id; "
        + "async Task<ChatCompletion> Call(string q) => (await chat.CompleteChatAsync(q)).Value;")]
    [InlineData(
        "string Ask(ITokenTracker t) => t.TrackAsync(\"ask\", Call, Usage).Result.Id; "
        + "async Task<ChatCompletion> Call() => (await chat.CompleteChatAsync(\"hi\")).Value;")]
    [InlineData(
        "async Task<string> Ask(ITokenTracker t) { ChatCompletion answer = await chat.CompleteChatAsync(\"hi\"); Save(answer, t); "
        + "return answer.Id; } void Save(ChatCompletion answer, ITokenTracker t) => t.Track(\"p\", Usage(answer), answer.Model);")]
    [InlineData(
        "async Task<string> Ask(ITokenTracker t) { return (await Inner()).Id; async Task<ChatCompletion> Inner() { "
        + "ChatCompletion answer = await chat.CompleteChatAsync(\"hi\"); t.Track(\"p\", Usage(answer), answer.Model); return answer; } }")]
    public Task A_call_is_followed_to_the_method_that_records_it(string members) => VerifyAsync($$"""
        using OpenAI.Chat;
        using TokenTracking;

        class C(ChatClient chat)
        {
            {{members}}

            static TokenUsage Usage(ChatCompletion answer)
                => TokenUsage.FromInclusive(answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount);
        }
        """);

    [Fact]
    public Task A_private_method_with_one_caller_that_does_not_record_is_reported() => VerifyAsync("""
        using OpenAI.Chat;
        using TokenTracking;

        class C(ChatClient chat)
        {
            Task<ChatCompletion> Ask(ITokenTracker t)
                => t.TrackAsync(
                    "ask", Call, answer => TokenUsage.FromInclusive(answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount));

            async Task<string> AskBare() => (await Call()).Id;

            async Task<ChatCompletion> Call() => (await [|chat.CompleteChatAsync("hi")|]).Value;
        }
        """);

    [Fact]
    public Task An_interface_that_the_assembly_tracks_is_left_alone() => VerifyAsync("""
        using Microsoft.Extensions.AI;

        [assembly: TokenTracking.TrackAiUsage(typeof(IChatClient))]

        class C(IChatClient client) { Task Ask() => client.GetResponseAsync("hi"); }
        """);

    [Theory]
    [InlineData("client.Messages.Create(null!)")]
    [InlineData("client.WithOptions(o => o).Messages.Create(null!)")]
    public Task What_a_tracked_interface_hands_out_is_left_alone(string call) => VerifyAsync($$"""
        using Anthropic;

        [assembly: TokenTracking.TrackAiUsage(typeof(IAnthropicClient))]

        class C(IAnthropicClient client)
        {
            async Task Ask() => await {{call}};

            async Task AskLater()
            {
                var messages = client.Messages;
                await messages.Create(null!);
            }
        }
        """);

    [Fact]
    public Task A_provider_and_a_middleware_answer_for_their_own_calls() => VerifyAsync("""
        using Microsoft.Extensions.AI;
        using OpenAI.Chat;
        using TokenTracking;
        using TokenTracking.Providers;

        class OpenAIChat(ChatClient chat) : ILlmProvider
        {
            public async Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
                => new() { Text = (await chat.CompleteChatAsync(request.Prompt)).Value.Content[0].Text };
        }

        class Logging(IChatClient inner) : DelegatingChatClient(inner)
        {
            public override Task<ChatResponse> GetResponseAsync(
                IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null,
                CancellationToken cancellationToken = default)
                => base.GetResponseAsync(messages, options, cancellationToken);

            private Task<ChatResponse> Again() => InnerClient.GetResponseAsync("again");
        }
        """);

    [Fact]
    public Task A_project_with_the_handler_is_left_alone() => VerifyAsync("""
        using OpenAI.Chat;

        class Handled(TokenTracking.TokenTrackingHandler handler) { object Client => new System.Net.Http.HttpClient(handler); }

        class C(ChatClient chat) { Task Ask() => chat.CompleteChatAsync("hi"); }
        """);

    [Fact]
    public Task A_client_made_without_any_handler_is_reported_even_there() => VerifyAsync("""
        using Microsoft.Extensions.AI;
        using OpenAI.Chat;

        class Handled(TokenTracking.TokenTrackingHandler handler) { object Client => new System.Net.Http.HttpClient(handler); }

        class C
        {
            private static readonly System.Net.Http.HttpClient Http = new();

            async Task Ask(string key, OpenAI.OpenAIClientOptions options)
            {
                var bare = new ChatClient("gpt-5", key);
                await [|bare.CompleteChatAsync("hi")|];
                await [|new OpenAI.OpenAIClient(key).GetChatClient("gpt-5").CompleteChatAsync("hi")|];
                var handled = new ChatClient("gpt-5", new System.ClientModel.ApiKeyCredential(key), options);
                await handled.CompleteChatAsync("hi");
            }
        }
        """);

    [Fact]
    public Task Other_SDKs_are_known_by_name() => VerifyAsync("""
        class C(OllamaSharp.IOllamaApiClient ollama, Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrock, Google.GenAI.Models models,
            Azure.AI.Inference.ChatCompletionsClient azure)
        {
            async Task M()
            {
                await [|ollama.ChatAsync()|];
                await [|bedrock.ConverseAsync()|];
                await [|models.GenerateContentAsync()|];
                [|azure.Complete()|];
                await ollama.ListModelsAsync();
            }
        }

        namespace OllamaSharp { public interface IOllamaApiClient { Task ChatAsync(); Task ListModelsAsync(); } }
        namespace Amazon.BedrockRuntime { public interface IAmazonBedrockRuntime { Task ConverseAsync(); } }
        namespace Google.GenAI { public class Models { public Task GenerateContentAsync() => Task.CompletedTask; } }
        namespace Azure.AI.Inference { public class ChatCompletionsClient { public void Complete() { } } }
        """);

    private static Task VerifyAsync(string source)
    {
        var test = new AnalyzerTest(new UntrackedSdkCallAnalyzer())
        {
            References =
            [
                .. TestedProject.References,
                .. TestReferences.Named("OpenAI", "System.ClientModel", "Anthropic", "Microsoft.Extensions.AI.Abstractions"),
            ],
        };
        test.Sources.Add("Test.cs", source);
        return test.RunAsync();
    }

    private static string Source(string statement) => $$"""
        using Anthropic;
        using Anthropic.Models.Messages;
        using Microsoft.Extensions.AI;
        using OpenAI.Chat;
        using OpenAI.Embeddings;
        using TokenTracking;

        class C
        {
            async Task M(ChatClient chat, EmbeddingClient embeddings, IAnthropicClient claude, MessageCreateParams parameters,
                IChatClient client, ITokenTracker t)
            {
                {{statement}}
                await Task.Yield();
            }
        }
        """;
}
