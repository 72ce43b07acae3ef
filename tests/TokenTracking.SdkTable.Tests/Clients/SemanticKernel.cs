using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Semantic Kernel: its chat service, prompts of a kernel, and a chat client of Microsoft.Extensions.AI below it.</summary>
internal static class SemanticKernel
{
    private const string Transport = "`AddOpenAIChatCompletion(model, key, httpClient: http)`";
    private const string Model = "gpt-4o-2024-08-06";

    private static readonly Loss[] InMetadata =
    [
        new([Way.Decorator, Way.UnderAdapter], [], ["nothing"],
            "A decorator passes the calls on: the usage is in the metadata of the answer. Use the handler, or register an `IChatClient`."),
        new([Way.Adapter], [], ["Missing"], "The adapter `AsChatClient()` drops the usage that is in the metadata of the answer."),
        new([Way.Decorator, Way.UnderAdapter, Way.Adapter], [Situation.Tools], ["2 requests in 1 record, model gpt-4o"],
            "The service calls functions within a call: one record adds up the usage of its requests."),
        new([Way.Decorator, Way.UnderAdapter, Way.Adapter], [], ["model gpt-4o", "cache writes as input, Complete, model gpt-4o"],
            "The answer names the model that was asked for, and not its version."),
        Lost.FailedAttempt,
    ];

    public static IEnumerable<Sdk> All =>
    [
        new("`IChatCompletionService`", "Microsoft.SemanticKernel", "openai", Model, static connection =>
        {
            var service = Service(connection);
            if (!connection.UsesAdapter)
                return new ServiceCalls(service);
            var adapter = service.AsChatClient();
            return new ChatClientCalls(connection.DecoratesAdapter ? adapter.WithTokenTracking(connection.Tracker) : adapter);
        })
        {
            Tracked = "IChatCompletionService", Adapter = "AsChatClient()", Transport = Transport, Repeats = false, Losses = InMetadata,
        },
        new("`kernel.InvokePromptAsync` over `IChatCompletionService`", "Microsoft.SemanticKernel", "openai", Model, static connection =>
            new KernelCalls(KernelOf(services => services.AddSingleton(Service(connection)))))
        {
            Tracked = "IChatCompletionService", Transport = Transport, Repeats = false, Losses = InMetadata,
        },
        new("`kernel.InvokePromptAsync` over `IChatClient`", "Microsoft.SemanticKernel", "openai", Model, static connection =>
        {
            var client = OpenAIChat.ChatClientOf(connection);
            return new KernelCalls(KernelOf(services => services.AddSingleton(
                connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client)));
        })
        {
            Tracked = "IChatClient", Transport = OpenAIChat.Transport, Losses = [Lost.CacheWrites],
        },
    ];

    private static IChatCompletionService Service(Connection connection)
    {
        IChatCompletionService service = new OpenAIChatCompletionService("gpt-4o", "none", httpClient: connection.Http);
        return connection.DecoratesClient ? service.WithTokenTracking(connection.Tracker) : service;
    }

    private static Kernel KernelOf(Action<IServiceCollection> register)
    {
        var builder = Kernel.CreateBuilder();
        register(builder.Services);
        var kernel = builder.Build();
        kernel.Plugins.AddFromFunctions("sky", [KernelFunctionFactory.CreateFromMethod(static () => "sunny", "weather")]);
        return kernel;
    }

    private static OpenAIPromptExecutionSettings Automatic() => new() { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };

    private sealed class ServiceCalls(IChatCompletionService service) : Conversation
    {
        public override Task AskAsync(CancellationToken cancellationToken)
            => service.GetChatMessageContentsAsync(new ChatHistory("hello"), cancellationToken: cancellationToken);

        public override async Task StreamAsync(bool leaves, CancellationToken cancellationToken)
        {
            var updates = service.GetStreamingChatMessageContentsAsync(new ChatHistory("hello"), cancellationToken: cancellationToken);
            await updates.ReadAsync(leaves);
        }

        public override Task UseToolAsync(CancellationToken cancellationToken)
            => service.GetChatMessageContentsAsync(new ChatHistory("hello"), Automatic(), KernelOf(static _ => { }), cancellationToken);
    }

    private sealed class KernelCalls(Kernel kernel) : Conversation
    {
        public override Task AskAsync(CancellationToken cancellationToken)
            => kernel.InvokePromptAsync("hello", cancellationToken: cancellationToken);

        public override async Task StreamAsync(bool leaves, CancellationToken cancellationToken)
        {
            await kernel.InvokePromptStreamingAsync("hello", cancellationToken: cancellationToken).ReadAsync(leaves);
        }

        public override Task UseToolAsync(CancellationToken cancellationToken)
            => kernel.InvokePromptAsync("hello", new KernelArguments(Automatic()), cancellationToken: cancellationToken);
    }
}
