using Azure;
using Azure.AI.Inference;
using Azure.Core;
using Azure.Core.Pipeline;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Azure's client for models of many makers.</summary>
internal static class AzureInference
{
    private const string Provider = "azure.ai.inference";
    private const string Transport = "`Transport = new HttpClientTransport(http)`";
    private static readonly Uri Endpoint = new("https://models.inference.ai.azure.com");

    public static Sdk Chat { get; } = new("`ChatCompletionsClient`", "Azure.AI.Inference", Provider, "Phi-4", static connection =>
    {
        var client = new ChatCompletionsClient(Endpoint, new AzureKeyCredential("none"), Options(connection.Http));
        return new Own(connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client);
    })
    {
        Tracked = "ChatCompletionsClient",
        Transport = Transport,
    };

    public static Sdk Embeddings { get; } = new("`EmbeddingsClient`", "Azure.AI.Inference", Provider, "embed-v4", static connection =>
    {
        var client = new EmbeddingsClient(Endpoint, new AzureKeyCredential("none"), Options(connection.Http));
        if (connection.DecoratesClient)
            client = client.WithTokenTracking(connection.Tracker);
        return new Questions(cancellation => client.EmbedAsync(new EmbeddingsOptions(["hello"]) { Model = "embed-v4" }, cancellation));
    })
    {
        Tracked = "EmbeddingsClient",
        Transport = Transport,
        Situations = [Situation.Plain, Situation.Retried, Situation.Cancelled, Situation.Failed],
    };

    private static AzureAIInferenceClientOptions Options(HttpClient http) => new()
    {
        Transport = new HttpClientTransport(http),
        Retry = { Delay = TimeSpan.Zero, Mode = RetryMode.Fixed },
    };

    private sealed class Own(ChatCompletionsClient client) : Conversation
    {
        public override Task AskAsync(CancellationToken cancellationToken)
            => client.CompleteAsync(Question(new ChatRequestUserMessage("hello")), cancellationToken);

        public override async Task StreamAsync(bool leaves, CancellationToken cancellationToken)
        {
            await (await client.CompleteStreamingAsync(Question(new ChatRequestUserMessage("hello")), cancellationToken)).ReadAsync(leaves);
        }

        public override async Task UseToolAsync(CancellationToken cancellationToken)
        {
            var question = new ChatRequestUserMessage("hello");
            ChatCompletions first = await client.CompleteAsync(Question(question), cancellationToken);
            await client.CompleteAsync(
                Question(question, new ChatRequestAssistantMessage(first), new ChatRequestToolMessage("sunny", first.ToolCalls[0].Id)),
                cancellationToken);
        }

        private static ChatCompletionsOptions Question(params ChatRequestMessage[] messages) => new(messages)
        {
            Model = "Phi-4",
            Tools = { new ChatCompletionsToolDefinition(new FunctionDefinition("weather") { Parameters = BinaryData.FromString("{}") }) },
        };
    }
}
