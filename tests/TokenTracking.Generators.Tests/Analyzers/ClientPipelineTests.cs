using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>TT1001 on clients of Microsoft.Extensions.AI: what SDKs make out of their own, and the pipelines that stand above.</summary>
public class ClientPipelineTests
{
    [Theory]
    [InlineData("IChatClient Make(ChatClient chat) => [|chat.AsIChatClient()|];")]
    [InlineData(
        "async Task<string> Ask(ChatClient chat) { using var client = [|chat.AsIChatClient()|]; "
        + "return (await client.GetResponseAsync(\"hi\")).Text; }")]
    [InlineData("IChatClient Make(ChatClient chat) => new ChatClientBuilder([|chat.AsIChatClient()|]).UseLogging().Build();")]
    [InlineData("void Add(IServiceCollection services, ChatClient chat) { services.AddChatClient([|chat.AsIChatClient()|]); }")]
    [InlineData(
        "void Add(IServiceCollection services, ChatClient chat) { services.AddChatClient(sp => [|chat.AsIChatClient()|]).UseLogging(); }")]
    [InlineData("IChatClient Make(ChatClient chat) => [|new Bounded(chat.AsIChatClient())|];")]
    [InlineData("IChatClient Make(ChatClient chat) { var bare = chat.AsIChatClient(); return [|new Bounded(bare)|]; }")]
    [InlineData(
        "async Task<string> Ask(ChatClient chat, ITokenTracker t) { var client = [|chat.AsIChatClient()|]; "
        + "await t.TrackAsync(\"a\", () => client.GetResponseAsync(\"hi\"), r => TokenUsage.Unknown); "
        + "return (await client.GetResponseAsync(\"hi\")).Text; }")]
    public Task A_client_that_an_SDK_makes_is_a_construction(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("IChatClient Make(ChatClient chat, ITokenTracker t) => chat.AsIChatClient().WithTokenTracking(t);")]
    [InlineData(
        "IChatClient Make(ChatClient chat, ITokenTracker t) => "
        + "chat.AsIChatClient().WithTokenTracking(t).AsBuilder().UseLogging().Build();")]
    [InlineData(
        "IChatClient Make(ChatClient chat, ITokenTracker t) => new "
        + "ChatClientBuilder(chat.AsIChatClient()).UseLogging().Build().WithTokenTracking(t);")]
    [InlineData(
        "IChatClient Make(ChatClient chat, ITokenTracker t) => new ChatClientBuilder(chat.AsIChatClient()).UseLogging().Use(inner => "
        + "inner.WithTokenTracking(t)).Build();")]
    [InlineData(
        "void Add(IServiceCollection services, ChatClient chat) { services.AddChatClient(chat.AsIChatClient()); "
        + "services.TrackAiProviders(); }")]
    [InlineData(
        "void Add(IServiceCollection services, ChatClient chat, ITokenTracker t) { services.AddChatClient(sp => "
        + "chat.AsIChatClient()).Use(inner => inner.WithTokenTracking(t)); }")]
    [InlineData("IChatClient Make(ChatClient chat, ITokenTracker t) => new Bounded(chat.AsIChatClient().WithTokenTracking(t));")]
    [InlineData("IChatClient Make(ChatClient chat, ITokenTracker t) => new Bounded(chat.AsIChatClient()).WithTokenTracking(t);")]
    [InlineData("IChatClient Make(IChatClient given) => new Bounded(given);")]
    [InlineData(
        "Task<ChatResponse> Ask(ChatClient chat, ITokenTracker t) { var client = chat.AsIChatClient(); "
        + "return t.TrackAsync(\"a\", () => client.GetResponseAsync(\"hi\"), r => TokenUsage.Unknown); }")]
    public Task A_pipeline_with_tracking_in_it_is_left_alone(string member) => VerifyAsync(member);

    private static Task VerifyAsync(string member)
    {
        var test = new AnalyzerTest(new UntrackedConstructionAnalyzer())
        {
            References = [.. TestedProject.References,
                .. TestReferences.Named("OpenAI", "System.ClientModel", "Microsoft.Extensions.AI.Abstractions")],
        };
        test.Sources.Add("Test.cs", $$"""
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;
            using TokenTracking;

            [assembly: TrackAiUsage(typeof(IChatClient))]

            class C { {{member}} }

            class Bounded(IChatClient inner) : DelegatingChatClient(inner);
            """);
        test.Sources.Add("Pipeline.cs", Pipeline);
        return test.RunAsync();
    }

    // Microsoft.Extensions.AI itself and its adapter for OpenAI, by types of the same names.
    private const string Pipeline = """
        namespace Microsoft.Extensions.AI
        {
            public sealed class ChatClientBuilder(IChatClient inner)
            {
                public IChatClient Build() => inner;

                public ChatClientBuilder Use(Func<IChatClient, IChatClient> step) => this;
            }

            public static class Pipeline
            {
                public static ChatClientBuilder AsBuilder(this IChatClient client) => new(client);

                public static ChatClientBuilder UseLogging(this ChatClientBuilder builder) => builder;

                public static IChatClient AsIChatClient(this OpenAI.Chat.ChatClient client) => throw new NotSupportedException();

                public static ChatClientBuilder AddChatClient(
                    this Microsoft.Extensions.DependencyInjection.IServiceCollection services, IChatClient client) => new(client);

                public static ChatClientBuilder AddChatClient(this Microsoft.Extensions.DependencyInjection.IServiceCollection services,
                    Func<IServiceProvider, IChatClient> make) => throw new NotSupportedException();
            }
        }
        """;
}
