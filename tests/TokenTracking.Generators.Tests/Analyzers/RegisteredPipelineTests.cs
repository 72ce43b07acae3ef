using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT1005;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>TT1005 and TT1001 on registrations and builders of Microsoft.Extensions.AI itself.</summary>
public class RegisteredPipelineTests
{
    [Theory]
    [InlineData("[|services.AddKeyedChatClient(\"a\", chat)|].UseFunctionInvocation(); services.TrackAiProviders();")]
    [InlineData("[|services.AddKeyedChatClient(\"a\", sp => chat)|].UseLogging().UseDistributedCache(); services.TrackAiProviders();")]
    [InlineData("var b = [|services.AddKeyedChatClient(\"a\", chat)|]; b.UseFunctionInvocation(); services.TrackAiProviders();")]
    [InlineData("Own([|services.AddKeyedChatClient(\"a\", chat)|]); services.TrackAiProviders();")]
    [InlineData("[|services.AddKeyedChatClient(\"a\", chat)|].UseDefaults(); services.TrackAiProviders();")]
    [InlineData("[|services.AddKeyedChatClient(\"a\", chat)|].Use(c => new FunctionInvokingChatClient(c)); services.TrackAiProviders();")]
    [InlineData("[|services.AddKeyedChatClient(\"a\", chat)|].Use((c, sp) => new Remembering(c, cache)); services.TrackAiProviders();")]
    [InlineData("[|services.AddKeyedEmbeddingGenerator(\"a\", embeddings)|].UseDistributedCache(); services.TrackAiProviders();")]
    [InlineData(
        "[|services.AddSingleton<IChatClient>(sp => new ChatClientBuilder(chat).UseFunctionInvocation().Build(sp))|]; "
        + "services.TrackAiProviders();")]
    [InlineData(
        "[|services.AddScoped<IChatClient>(sp => { var b = chat.AsBuilder(); b.UseDistributedCache(); return b.Build(sp); })|]; "
        + "services.TrackAiProviders();")]
    [InlineData("[|services.AddSingleton<IChatClient>(new FunctionInvokingChatClient(chat))|]; services.TrackAiProviders();")]
    [InlineData("[|services.AddSingleton<IChatClient>(Make)|]; services.TrackAiProviders();")]
    [InlineData("[|services.AddKeyedTransient<IChatClient>(\"a\", (sp, key) => Make(sp))|]; services.TrackAiProviders();")]
    [InlineData(
        "services.Add([|ServiceDescriptor.Singleton<IChatClient>(sp => new DistributedCachingChatClient(chat, cache))|]); "
        + "services.TrackAiProviders();")]
    [InlineData("[|services.AddChatClient(sp => new FunctionInvokingChatClient(chat))|]; services.TrackAiProviders();")]
    [InlineData("[|services.AddKeyedChatClient(\"a\", new FunctionInvokingChatClient(chat))|].UseLogging(); services.TrackAiProviders();")]
    [InlineData("var b = services.AddChatClient(chat); services.TrackAiProviders(); [|b.UseFunctionInvocation()|];")]
    [InlineData("[|chat.AsBuilder().UseTokenTracking(t)|].UseFunctionInvocation().Build();")]
    [InlineData("var b = chat.AsBuilder(); [|b.UseTokenTracking(t)|]; b.UseLogging(); b.UseDistributedCache(cache);")]
    [InlineData("var b = [|chat.AsBuilder().UseTokenTracking()|]; Own(b);")]
    [InlineData("[|embeddings.AsBuilder().UseTokenTracking(t)|].UseDistributedCache(cache).Build();")]
    [InlineData("var b = chat.AsBuilder(); b.UseFunctionInvocation(); var c = b.Build(); _ = [|c.WithTokenTracking(t)|];")]
    [InlineData("_ = [|Piped(chat).Build().WithTokenTracking(t)|];")]
    [InlineData("[|services.AddChatClient(chat).UseTokenTracking()|].UseFunctionInvocation();")]
    public Task Tracking_around_a_middleware_is_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("services.AddChatClient(chat).UseDistributedCache().UseFunctionInvocation(); services.TrackAiProviders();")]
    [InlineData("services.AddChatClient(sp => chat).UseFunctionInvocation(); services.TrackAiProviders(); services.TrackAiProviders();")]
    [InlineData("var b = services.AddChatClient(chat); b.UseFunctionInvocation(); services.TrackAiProviders();")]
    [InlineData("services.AddChatClient(chat).UseTokenTracking().UseFunctionInvocation(); services.TrackAiProviders();")]
    [InlineData("services.AddEmbeddingGenerator(embeddings).UseDistributedCache(); services.TrackAiProviders();")]
    [InlineData("services.AddSingleton<IChatClient>(chat.AsBuilder().UseFunctionInvocation().Build); services.TrackAiProviders();")]
    [InlineData("services.AddKeyedChatClient(\"a\", chat).UseFunctionInvocation().UseTokenTracking(); services.TrackAiProviders();")]
    [InlineData("services.AddKeyedChatClient(\"a\", chat).UseFunctionInvocation().UseTokenTracking();")]
    [InlineData("services.AddKeyedChatClient(\"a\", chat).UseLogging().UseOpenTelemetry(); services.TrackAiProviders();")]
    [InlineData("services.AddKeyedChatClient(\"a\", chat).UseDefaults().UseTokenTracking();")]
    [InlineData("services.AddKeyedChatClient(\"a\", chat).UseTrackedDefaults(); services.TrackAiProviders();")]
    [InlineData(
        "services.AddKeyedChatClient(\"a\", sp => chat.WithTokenTracking(t)).UseFunctionInvocation(); services.TrackAiProviders();")]
    [InlineData("services.AddKeyedChatClient(\"a\", chat.WithTokenTracking(t)).UseFunctionInvocation(); services.TrackAiProviders();")]
    [InlineData("var b = services.AddKeyedChatClient(\"a\", chat); b.UseFunctionInvocation(); b.UseTokenTracking();")]
    [InlineData(
        "services.AddSingleton<IChatClient>(sp => chat.AsBuilder().UseFunctionInvocation().UseTokenTracking().Build(sp)); "
        + "services.TrackAiProviders();")]
    [InlineData(
        "services.AddSingleton<IChatClient>(sp => new FunctionInvokingChatClient(chat.WithTokenTracking(t))); "
        + "services.TrackAiProviders();")]
    [InlineData("chat.AsBuilder().UseDistributedCache(cache).UseFunctionInvocation().UseTokenTracking(t).Build();")]
    [InlineData("chat.AsBuilder().UseTokenTracking(t).UseFunctionInvocation().UseTokenTracking(t).Build();")]
    [InlineData("chat.AsBuilder().UseTokenTracking(t).UseLogging().ConfigureOptions(o => o.Temperature = 0).Build();")]
    [InlineData("var b = chat.AsBuilder(); if (t.IsEnabled) b.UseTokenTracking(t); else b.UseFunctionInvocation();")]
    [InlineData("var a = chat.AsBuilder().UseTokenTracking(t); var b = chat.AsBuilder().UseFunctionInvocation();")]
    public Task Tracking_next_to_the_provider_is_not_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("services.AddChatClient(new AcmeClient()).UseFunctionInvocation().UseTokenTracking();")]
    [InlineData("var b = services.AddChatClient(new AcmeClient()); b.UseTokenTracking();")]
    [InlineData("var b = new ChatClientBuilder(new AcmeClient()); b.UseTokenTracking(t); Take(b.Build());")]
    [InlineData("Take(new AcmeClient().AsBuilder().UseTokenTracking(t).Build());")]
    [InlineData("var b = services.AddChatClient(new AcmeClient()); b.Use(inner => inner.WithTokenTracking(t));")]
    [InlineData("services.AddEmbeddingGenerator(new AcmeEmbeddings()); services.TrackAiProviders();")]
    [InlineData("services.AddEmbeddingGenerator<string, Embedding<float>>(sp => new AcmeEmbeddings()); services.TrackAiProviders();")]
    [InlineData("services.AddKeyedEmbeddingGenerator(\"a\", new AcmeEmbeddings()); services.TrackAiProviders();")]
    public Task A_client_with_the_step_or_before_TrackAiProviders_is_not_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("services.AddChatClient([|new AcmeClient()|]).UseFunctionInvocation();")]
    [InlineData("services.AddEmbeddingGenerator([|new AcmeEmbeddings()|]);")]
    [InlineData("Take(new ChatClientBuilder([|new AcmeClient()|]).UseLogging().Build());")]
    public Task A_client_without_it_is_reported(string body) => VerifyAsync(body, new UntrackedConstructionAnalyzer());

    private static Task VerifyAsync(string body) => VerifyAsync(body, new TrackedTwiceAnalyzer(), new UntrackedConstructionAnalyzer());

    private static Task VerifyAsync(string body, params DiagnosticAnalyzer[] analyzers)
    {
        var test = new AnalyzerTest(analyzers)
        {
            References =
            [
                .. TestedProject.References,
                .. TestReferences.Named(
                    "Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.Caching.Abstractions"),
            ],
        };
        test.Sources.Add("Test.cs", $$"""
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.Caching.Distributed;
            using Microsoft.Extensions.DependencyInjection;
            using TokenTracking;

            [assembly: TrackAiUsage(typeof(IChatClient))]
            [assembly: TrackAiUsage(typeof(IEmbeddingGenerator<,>))]

            class C(IChatClient chat, IEmbeddingGenerator<string, Embedding<float>> embeddings, IDistributedCache cache, ITokenTracker t)
            {
                void M(IServiceCollection services)
                {
                    {{body}}
                }

                IChatClient Make(IServiceProvider sp) => chat.AsBuilder().UseFunctionInvocation().Build(sp);

                static void Own(ChatClientBuilder builder) => builder.UseLogging().UseFunctionInvocation();

                static ChatClientBuilder Piped(IChatClient inner) => inner.AsBuilder().UseFunctionInvocation();

                void Take(IChatClient client) => _ = client;
            }

            static class Defaults
            {
                public static ChatClientBuilder UseDefaults(this ChatClientBuilder builder)
                {
                    builder.UseLogging();
                    return builder.UseFunctionInvocation();
                }

                public static ChatClientBuilder UseTrackedDefaults(this ChatClientBuilder builder)
                    => builder.UseFunctionInvocation().UseTokenTracking();
            }

            class Remembering(IChatClient inner, IDistributedCache cache) : DistributedCachingChatClient(inner, cache);

            class AcmeClient : IChatClient
            {
                public Task<ChatResponse> GetResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => throw new NotSupportedException();

                public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => throw new NotSupportedException();

                public object? GetService(Type serviceType, object? serviceKey = null) => null;

                public void Dispose() { }
            }

            class AcmeEmbeddings : IEmbeddingGenerator<string, Embedding<float>>
            {
                public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
                    IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
                    => throw new NotSupportedException();

                public object? GetService(Type serviceType, object? serviceKey = null) => null;

                public void Dispose() { }
            }
            """);
        return test.RunAsync();
    }
}
