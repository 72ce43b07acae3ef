using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT1005;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>What is recorded is not reported: clients of SDKs above the handler, adapters, and registrations by other libraries.</summary>
public class RecordedClientTests
{
    // The sample of docs/http-handler.md, and other ways that a handler gets into a client.
    [Theory]
    [InlineData(
        "var http = new HttpClient(new TokenTrackingHandler(t, new SocketsHttpHandler())); "
        + "var openai = new ChatClient(\"gpt-4o\", credential, new OpenAIClientOptions { Transport = new "
        + "HttpClientPipelineTransport(http) }); "
        + "var anthropic = new AnthropicClient { HttpClient = http }; Use(openai); Use(anthropic);")]
    [InlineData(
        "var http = new HttpClient(new TokenTrackingHandler(t, new SocketsHttpHandler())); "
        + "Use(new AnthropicClient { HttpClient = http });")]
    [InlineData("Use(new AnthropicClient { HttpClient = Tracked() });")]
    [InlineData("var http = Tracked(); http.Timeout = TimeSpan.FromMinutes(1); Use(new AnthropicClient { HttpClient = http });")]
    [InlineData("Use(new AnthropicClient(new ClientOptions { HttpClient = Tracked() }));")]
    [InlineData("var options = new ClientOptions { HttpClient = Tracked() }; Use(new AnthropicClient(options));")]
    [InlineData("Use(new ChatClient(\"m\", credential, Options()));")]
    [InlineData(
        "Use(new ChatClient(\"m\", credential, new OpenAIClientOptions { Transport = new "
        + "HttpClientPipelineTransport(Tracked()) }));")]
    [InlineData(
        "var options = new OpenAIClientOptions(); options.Transport = new HttpClientPipelineTransport(Tracked()); "
        + "Use(new ChatClient(\"m\", credential, options));")]
    [InlineData("Use(new ChatClient(\"m\", credential, Options()).AsIChatClient());")]
    [InlineData("Use(new OpenAIClient(credential, Options()).GetChatClient(\"m\").AsIChatClient());")]
    [InlineData("services.AddSingleton(new ChatClient(\"m\", credential, Options()));")]
    [InlineData("services.AddSingleton<IAnthropicClient>(sp => new AnthropicClient { HttpClient = Tracked() });")]
    [InlineData("services.AddChatClient(sp => new ChatClient(\"m\", credential, Options()).AsIChatClient()).UseFunctionInvocation();")]
    public Task A_client_above_the_handler(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Use(new ChatClient(\"m\", credential).AsIChatClient().WithTokenTracking(t));")]
    [InlineData("var chat = new ChatClient(\"m\", credential); Use(chat.AsIChatClient().WithTokenTracking(t));")]
    [InlineData("Use(new OpenAIClient(credential).GetChatClient(\"m\").AsIChatClient().WithTokenTracking(t));")]
    [InlineData("Use(new ChatClient(\"m\", credential).AsIChatClient().AsBuilder().UseFunctionInvocation().UseTokenTracking(t).Build());")]
    [InlineData("Use(new AnthropicClient().AsIChatClient(\"m\").WithTokenTracking(t));")]
    [InlineData("services.AddChatClient(new ChatClient(\"m\", credential).AsIChatClient()); services.TrackAiProviders();")]
    [InlineData(
        "services.AddSingleton(new ChatClient(\"m\", credential)); "
        + "services.AddSingleton<IChatClient>(sp => sp.GetRequiredService<ChatClient>().AsIChatClient()); services.TrackAiProviders();")]
    [InlineData("services.AddChatClient(sp => new ChatClient(\"m\", credential).AsIChatClient()).UseTokenTracking();")]
    public Task An_adapter_that_is_tracked(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("services.AddSingleton<IPlanner, Planner>(); services.Decorate<IPlanner, CachedPlanner>(); services.TrackAiProviders();")]
    [InlineData("services.AddSingleton<IPlanner, Planner>(); services.TrackAiProviders(); services.Decorate<IPlanner, CachedPlanner>();")]
    [InlineData(
        "services.AddSingleton<IPlanner, Planner>(); services.TrackAiProviders(); "
        + "services.Decorate<IPlanner>((inner, sp) => new CachedPlanner(inner));")]
    [InlineData(
        "services.AddSingleton<IPlanner, Planner>(); services.TrackAiProviders(); "
        + "services.Decorate<IPlanner>(inner => new CachedPlanner(inner));")]
    [InlineData(
        "services.AddSingleton<IPlanner, Planner>(); services.TrackAiProviders(); "
        + "services.TryDecorate(typeof(IPlanner), typeof(CachedPlanner));")]
    [InlineData("services.Scan(scan => scan.FromAssemblyOf<C>().AddClasses().AsImplementedInterfaces()); services.TrackAiProviders();")]
    public Task A_decorator_that_Scrutor_registers(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("services.AddHttpClient<IPlanner, HttpPlanner>(); services.TrackAiProviders();")]
    [InlineData("services.AddHttpClient(\"llm\").AddTypedClient<IPlanner, HttpPlanner>(); services.TrackAiProviders();")]
    [InlineData("services.AddHttpClient(\"llm\").AddTypedClient<IPlanner>(http => new HttpPlanner(http)); services.TrackAiProviders();")]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddHttpMessageHandler<TokenTrackingHandler>().AddTypedClient<IPlanner>(http "
        + "=> new HttpPlanner(http));")]
    [InlineData("services.AddHttpClient<HttpPlanner>().AddHttpMessageHandler<TokenTrackingHandler>();")]
    [InlineData("services.AddHttpClient<IPlanner, HttpPlanner>().AddHttpMessageHandler(sp => new TokenTrackingHandler(t));")]
    [InlineData("var b = services.AddHttpClient<HttpPlanner>(); b.AddHttpMessageHandler<TokenTrackingHandler>();")]
    [InlineData(
        "services.ConfigureHttpClientDefaults(b => b.AddHttpMessageHandler<TokenTrackingHandler>()); "
        + "services.AddHttpClient<IPlanner, HttpPlanner>();")]
    [InlineData(
        "services.AddTokenTracking(tracking => tracking.TrackHttpClients()); services.AddHttpClient<IPlanner, HttpPlanner>();")]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddTypedClient<IPlanner, HttpPlanner>(); "
        + "services.AddTokenTracking(tracking => { var b = tracking; b.TrackHttpClients(); });")]
    public Task A_typed_client(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("Use([|new AnthropicClient { HttpClient = new HttpClient() }|]);")]
    [InlineData("Use([|new ChatClient(\"m\", credential)|]);")]
    [InlineData("services.AddHttpClient<IPlanner, [|HttpPlanner|]>();")]
    [InlineData("services.AddHttpClient<IPlanner, [|HttpPlanner|]>().AddHttpMessageHandler<Logging>();")]
    [InlineData(
        "var b = services.AddHttpClient<[|HttpPlanner|]>(); "
        + "services.AddHttpClient(\"other\").AddHttpMessageHandler<TokenTrackingHandler>();")]
    [InlineData("Use([|new CachedPlanner(new Planner())|]);")]
    [InlineData(
        "services.AddTokenTracking(tracking => { /* TrackHttpClients() */ }); services.AddHttpClient<IPlanner, [|HttpPlanner|]>();")]
    [InlineData("static void TrackHttpClients() { } TrackHttpClients(); services.AddHttpClient<IPlanner, [|HttpPlanner|]>();")]
    public Task What_nothing_records_is_reported(string body) => VerifyAsync(body, new UntrackedConstructionAnalyzer());

    private static Task VerifyAsync(string body)
        => VerifyAsync(body, new UntrackedConstructionAnalyzer(), new TrackedTwiceAnalyzer(), new UntrackedSdkCallAnalyzer());

    private static Task VerifyAsync(string body, params DiagnosticAnalyzer[] analyzers)
    {
        var test = new AnalyzerTest(analyzers)
        {
            References =
            [
                .. TestedProject.References,
                .. TestReferences.Named(
                    "OpenAI", "System.ClientModel", "System.Memory.Data", "Anthropic", "Scrutor",
                    "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Http", "Microsoft.Extensions.AI",
                    "Microsoft.Extensions.AI.OpenAI", "Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.Caching.Abstractions"),
            ],
        };
        test.Sources.Add("Test.cs", $$"""
            using System.ClientModel;
            using System.ClientModel.Primitives;
            using System.Net.Http;
            using Anthropic;
            using Anthropic.Core;
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI;
            using OpenAI.Chat;
            using TokenTracking;

            [assembly: TrackAiUsage(typeof(IChatClient))]
            [assembly: TrackAiUsage(typeof(ChatClient))]
            [assembly: TrackAiUsage(typeof(IAnthropicClient))]

            class C(ITokenTracker t, ApiKeyCredential credential)
            {
                void M(IServiceCollection services)
                {
                    {{body}}
                }

                HttpClient Tracked() => new(new TokenTrackingHandler(t, new SocketsHttpHandler()));

                OpenAIClientOptions Options()
                {
                    var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(Tracked()) };
                    options.NetworkTimeout = TimeSpan.FromSeconds(10);
                    return options;
                }

                public object? Kept { get; private set; }

                void Use(object client) => Kept = client;
            }

            [TrackAiUsage]
            public interface IPlanner
            {
                Task<LlmResult> PlanAsync(string goal);
            }

            class Planner : IPlanner
            {
                public Task<LlmResult> PlanAsync(string goal) => throw new NotSupportedException();
            }

            class HttpPlanner(HttpClient http) : IPlanner
            {
                public HttpClient Http => http;

                public Task<LlmResult> PlanAsync(string goal) => throw new NotSupportedException();
            }

            class Logging : DelegatingHandler;

            class CachedPlanner(IPlanner inner) : IPlanner
            {
                public Task<LlmResult> PlanAsync(string goal) => inner.PlanAsync(goal);
            }
            """);
        return test.RunAsync();
    }
}
