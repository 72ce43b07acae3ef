using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Azure OpenAI: the clients of OpenAI's SDK at another host, and with other prices.</summary>
internal static class AzureOpenAI
{
    private const string Provider = "azure.ai.openai";

    /// <summary>The types are OpenAI's.</summary>
    private static Loss ProviderOfTypes { get; } = new(
        [Way.Decorator, Way.Adapter], [], ["provider openai"],
        "The decorator takes the provider from the SDK's types, which are OpenAI's: the price is OpenAI's as well.");

    public static Sdk Chat { get; } = new(
        "`AzureOpenAIClient`, chat", "Azure.AI.OpenAI", Provider, "gpt-4o-2024-08-06", static connection =>
        {
            var client = Client(connection).GetChatClient("my-gpt");
            return OpenAIChat.CallsOf(connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client, connection);
        })
    {
        Tracked = "ChatClient",
        Adapter = "AsIChatClient()",
        Transport = OpenAIChat.Transport,
        Losses = [Lost.CacheWrites, ProviderOfTypes],
    };

    public static Sdk Embeddings { get; } = new(
        "`AzureOpenAIClient`, embeddings", "Azure.AI.OpenAI", Provider, "text-embedding-3-small", static connection =>
        {
            var client = Client(connection).GetEmbeddingClient("my-embeddings");
            if (connection.DecoratesClient)
                client = client.WithTokenTracking(connection.Tracker);
            return new Questions(cancellation => client.GenerateEmbeddingsAsync(["hello"], cancellationToken: cancellation));
        })
    {
        Tracked = "EmbeddingClient",
        Transport = OpenAIChat.Transport,
        Situations = [Situation.Plain, Situation.Retried, Situation.Cancelled, Situation.Failed],
        Losses = [ProviderOfTypes],
    };

    private static AzureOpenAIClient Client(Connection connection) => new(
        new Uri("https://contoso.openai.azure.com"), new ApiKeyCredential("none"), new AzureOpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(connection.Http),
            RetryPolicy = new OpenAIChat.AtOnce(),
        });
}
