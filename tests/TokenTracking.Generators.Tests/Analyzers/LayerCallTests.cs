using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>Kernels, agents, conversations and the SDKs of the community: over the real packages, and by types of the same names where a
/// package is not referenced.</summary>
public class LayerCallTests
{
    [Theory]
    [InlineData("var text = await [|kernel.InvokePromptAsync(\"hi\")|];")]
    [InlineData("var text = await [|kernel.InvokePromptAsync<string>(\"hi\")|];")]
    [InlineData("await foreach (var piece in [|kernel.InvokePromptStreamingAsync(\"hi\")|]) Console.Write(piece);")]
    [InlineData("Func<string, Task> ask = text => [|kernel.InvokePromptAsync(text)|];")]
    [InlineData("var vector = await [|vectors.GenerateEmbeddingAsync(\"hi\")|];")]
    [InlineData("var many = await [|vectors.GenerateEmbeddingsAsync([\"hi\"])|];")]
    [InlineData("var audio = await [|speech.GetAudioContentAsync(\"hi\")|];")]
    [InlineData("var whole = await [|texts.GetTextContentAsync(\"hi\")|];")]
    public Task A_call_of_Semantic_Kernel_is_reported(string statement) => VerifyAsync(Kernel(statement));

    [Theory]
    [InlineData("var f = kernel.CreateFunctionFromPrompt(\"hi\"); await [|kernel.InvokeAsync(f)|];")]
    [InlineData("var f = KernelFunctionFactory.CreateFromPrompt(\"hi\"); await [|f.InvokeAsync(kernel)|];")]
    [InlineData("await [|kernel.InvokeAsync(Summary)|];")]
    [InlineData("var p = KernelPluginFactory.CreateFromFunctions(\"p\", [Summary]); await [|kernel.InvokeAsync<string>(Summary)|];")]
    [InlineData("await foreach (var piece in [|kernel.InvokeStreamingAsync(Summary)|]) Console.Write(piece);")]
    public Task A_function_that_was_made_from_a_prompt_is_reported_where_it_is_invoked(string statement)
        => VerifyAsync(Kernel(statement));

    [Theory]
    [InlineData("await kernel.InvokeAsync(kernel.CreateFunctionFromMethod(() => 1));")]
    [InlineData("await kernel.InvokeAsync(\"Clock\", \"Now\");")]
    [InlineData("await KernelFunctionFactory.CreateFromMethod(() => 1).InvokeAsync(kernel);")]
    [InlineData("kernel.CreateFunctionFromPrompt(\"hi\");")]
    public Task A_function_of_the_program_is_left_alone(string statement) => VerifyAsync(Kernel(statement));

    [Theory]
    [InlineData("Microsoft.Extensions.AI.IChatClient")]
    [InlineData("Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService")]
    [InlineData("Microsoft.SemanticKernel.TextGeneration.ITextGenerationService")]
    public Task What_a_kernel_does_is_recorded_by_the_tracked_client_below_it(string client) => VerifyAsync(
        $"[assembly: TokenTracking.TrackAiUsage(typeof({client}))]\n",
        Kernel("await kernel.InvokePromptAsync(\"hi\"); await kernel.InvokeAsync(Summary);"));

    [Theory]
    [InlineData("var answer = await [|agent.RunAsync(\"hi\")|];")]
    [InlineData("var answer = await [|agent.RunAsync([new ChatMessage(ChatRole.User, \"hi\")])|];")]
    [InlineData("await foreach (var piece in [|agent.RunStreamingAsync(\"hi\")|]) Console.Write(piece);")]
    [InlineData("Func<string, Task> ask = text => [|agent.RunAsync(text)|];")]
    public Task A_run_of_an_agent_is_reported(string statement) => VerifyAsync(Agent(statement));

    [Fact]
    public Task A_run_of_an_agent_over_a_tracked_client_is_left_alone() => VerifyAsync(
        "[assembly: TokenTracking.TrackAiUsage(typeof(Microsoft.Extensions.AI.IChatClient))]\n",
        Agent("await agent.RunAsync(\"hi\");"));

    [Fact]
    public Task An_agent_that_forwards_to_another_answers_for_its_callers() => VerifyAsync("""
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;

        class Logging(AIAgent inner) : DelegatingAIAgent(inner)
        {
            protected override Task<AgentResponse> RunCoreAsync(
                IEnumerable<ChatMessage> messages, AgentSession? session = null, AgentRunOptions? options = null,
                CancellationToken cancellationToken = default)
                => InnerAgent.RunAsync(messages, session, options, cancellationToken);
        }
        """);

    [Theory]
    [InlineData("await [|service.ChatCompletion.CreateCompletion(new ChatCompletionCreateRequest())|];")]
    [InlineData(
        "await foreach (var piece in [|service.ChatCompletion.CreateCompletionAsStream(new ChatCompletionCreateRequest())|]) { }")]
    [InlineData("await [|service.Embeddings.CreateEmbedding(new EmbeddingCreateRequest())|];")]
    [InlineData("await [|service.Image.CreateImage(null!)|];")]
    [InlineData("await service.Models.ListModel();")]
    public Task A_call_of_Betalgo_is_reported(string statement) => VerifyAsync($$"""
        using Betalgo.Ranul.OpenAI.Interfaces;
        using Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;

        class C { async Task M(IOpenAIService service) { {{statement}} } }
        """);

    [Fact]
    public Task A_message_on_a_thread_of_Anthropic_is_reported_with_and_without_a_type() => VerifyAsync("""
        class C(Anthropic.Helpers.Beta.BetaMessageThread one, Anthropic.Helpers.Beta.BetaMessageThread<C> two)
        {
            async Task M()
            {
                await [|one.Send()|];
                await [|two.Send()|];
                [|two.SendStreaming()|];
                two.Append();
            }
        }

        namespace Anthropic.Helpers.Beta
        {
            public class BetaMessageThread { public Task Send() => Task.CompletedTask; }
            public class BetaMessageThread<T>
            {
                public Task Send() => Task.CompletedTask;
                public void SendStreaming() { }
                public void Append() { }
            }
        }
        """);

    [Fact]
    public Task SDKs_of_the_community_are_known_by_name() => VerifyAsync("""
        class C(OpenAI_API.Chat.Conversation talk, OpenAI.Interfaces.IChatCompletionService older, Mscc.GenerativeAI.GenerativeModel gemini,
            LLama.ChatSession llama, Microsoft.SemanticKernel.Agents.ChatCompletionAgent agent)
        {
            async Task M()
            {
                await [|talk.GetResponseFromChatbotAsync()|];
                await [|older.CreateCompletion()|];
                await [|gemini.GenerateContent()|];
                await [|llama.ChatAsync()|];
                await [|agent.InvokeAsync()|];
                await talk.ForgetAsync();
            }
        }

        namespace OpenAI_API.Chat
        {
            public class Conversation
            {
                public Task GetResponseFromChatbotAsync() => Task.CompletedTask;
                public Task ForgetAsync() => Task.CompletedTask;
            }
        }
        namespace OpenAI.Interfaces { public interface IChatCompletionService { Task CreateCompletion(); } }
        namespace Mscc.GenerativeAI { public class GenerativeModel { public Task GenerateContent() => Task.CompletedTask; } }
        namespace LLama { public class ChatSession { public Task ChatAsync() => Task.CompletedTask; } }
        namespace Microsoft.SemanticKernel.Agents
        {
            public abstract class Agent { public virtual Task InvokeAsync() => Task.CompletedTask; }
            public class ChatCompletionAgent : Agent;
        }
        """);

    private static string Kernel(string statement) => $$"""
        #pragma warning disable SKEXP0001, CS0618
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.Embeddings;
        using Microsoft.SemanticKernel.TextGeneration;
        using Microsoft.SemanticKernel.TextToAudio;

        class C
        {
            private static readonly KernelFunction Summary = KernelFunctionFactory.CreateFromPrompt("summarize");

            async Task M(Kernel kernel, ITextEmbeddingGenerationService vectors, ITextToAudioService speech, ITextGenerationService texts)
            {
                {{statement}}
                await Task.Yield();
            }
        }
        """;

    private static string Agent(string statement) => $$"""
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;

        class C { async Task M(AIAgent agent) { {{statement}} await Task.Yield(); } }
        """;

    private static Task VerifyAsync(params string[] sources)
    {
        var test = new AnalyzerTest(new UntrackedSdkCallAnalyzer())
        {
            References =
            [
                .. TestedProject.References,
                .. TestReferences.Named(
                    "Microsoft.Extensions.AI.Abstractions", "Microsoft.SemanticKernel.Abstractions", "Microsoft.SemanticKernel.Core",
                    "Microsoft.Agents.AI.Abstractions", "Betalgo.Ranul.OpenAI", "Betalgo.Ranul.OpenAI.Contracts",
                    "Microsoft.Extensions.VectorData.Abstractions"),
            ],
        };
        for (var index = 0; index < sources.Length; index++)
            test.Sources.Add($"Test{index}.cs", sources[index]);
        return test.RunAsync();
    }
}
