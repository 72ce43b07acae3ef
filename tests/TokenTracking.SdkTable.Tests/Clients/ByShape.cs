using Amazon.BedrockRuntime;
using Cohere;
using Google.GenAI;
using Google.GenAI.Types;
using Mistral.SDK;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>SDKs by the shape of their types: the interface, the names of the counts, the namespace.</summary>
internal static class ByShape
{
    private const string Nova = "amazon.nova-lite-v1:0";
    private const string Transport = "the SDK's own way to give it an `HttpClient`";

    private static readonly Situation[] Whole =
        [Situation.Plain, Situation.Retried, Situation.Cached, Situation.Cancelled, Situation.Failed];

    public static IEnumerable<Sdk> All =>
    [
        new("`IAmazonBedrockRuntime`, types of the same shape", "AWSSDK.BedrockRuntime", "aws.bedrock", Nova, static connection =>
        {
            IAmazonBedrockRuntime client = new Bedrock(connection.Http);
            if (connection.DecoratesClient)
                client = client.WithTokenTracking(connection.Tracker);
            return new Questions(cancellation => client.ConverseAsync(new ConverseRequest { ModelId = Nova }, cancellation));
        })
        {
            Tracked = "IAmazonBedrockRuntime", Transport = Transport, Repeats = false, Situations = Whole,
        },
        new("`IModels`, types of the same shape", "Google.GenAI", "gcp.gemini", "gemini-2.5-flash", static connection =>
        {
            IModels client = new Gemini(connection.Http);
            if (connection.DecoratesClient)
                client = client.WithTokenTracking(connection.Tracker);
            return new Questions(
                cancellation => client.GenerateContentAsync("gemini-2.5-flash", "hello", cancellation),
                (leaves, cancellation) => client.GenerateContentStreamAsync("gemini-2.5-flash", "hello", cancellation).ReadAsync(leaves));
        })
        {
            Tracked = "IModels", Transport = Transport, Repeats = false, Situations = [.. Whole, Situation.Streamed],
        },
        new("`ICompletions`, types of the same shape", "Mistral.SDK", "mistral_ai", "mistral-small-latest", static connection =>
        {
            ICompletions client = new Completions(connection.Http);
            if (connection.DecoratesClient)
                client = client.WithTokenTracking(connection.Tracker);
            var question = new ChatCompletionRequest { Model = "mistral-small-latest" };
            return new Questions(
                cancellation => client.GetCompletionAsync(question, cancellation),
                (leaves, cancellation) => client.StreamCompletionAsync(question, cancellation).ReadAsync(leaves));
        })
        {
            Tracked = "ICompletions", Transport = Transport, Repeats = false,
            Situations = [Situation.Plain, Situation.Streamed, Situation.Retried, Situation.Cancelled, Situation.Failed],
            Losses =
            [
                Lost.FailedAttempt,
            ],
        },
        new("`ICohereClient`, types of the same shape", "Cohere", "cohere", "command-a-03-2025", static connection =>
        {
            ICohereClient client = new CohereClient(connection.Http);
            if (connection.DecoratesClient)
                client = client.WithTokenTracking(connection.Tracker);
            return new Questions(cancellation => client.ChatAsync(new ChatRequest { Model = "command-a-03-2025" }, cancellation));
        })
        {
            Tracked = "ICohereClient", Transport = Transport, Repeats = false,
            Situations = [Situation.Plain, Situation.Retried, Situation.Cancelled, Situation.Failed],
            Losses =
            [
                new([Way.Decorator], [], ["nothing", "Missing"],
                    "The billed units are below the usage, which no decorator looks for: declare them with `[UsageShape]`."),
                Lost.FailedAttempt,
            ],
        },
    ];

    private sealed class Bedrock(HttpClient http) : IAmazonBedrockRuntime
    {
        public Task<ConverseResponse> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken = default)
            => http.AskAsync<ConverseResponse>(
                $"https://bedrock-runtime.us-east-1.amazonaws.com/model/{Uri.EscapeDataString(request.ModelId!)}/converse",
                cancellationToken);
    }

    private sealed class Gemini(HttpClient http) : IModels
    {
        public Task<GenerateContentResponse> GenerateContentAsync(
            string model, string contents, CancellationToken cancellationToken = default)
            => http.AskAsync<GenerateContentResponse>(
                $"https://generativelanguage.googleapis.com/v1beta/models/{model}:generateContent", cancellationToken);

        public IAsyncEnumerable<GenerateContentResponse> GenerateContentStreamAsync(
            string model, string contents, CancellationToken cancellationToken = default)
            => http.StreamAsync<GenerateContentResponse>(
                $"https://generativelanguage.googleapis.com/v1beta/models/{model}:streamGenerateContent?alt=sse", cancellationToken);
    }

    private sealed class Completions(HttpClient http) : ICompletions
    {
        public Task<ChatCompletionResponse> GetCompletionAsync(ChatCompletionRequest request, CancellationToken cancellationToken = default)
            => http.AskAsync<ChatCompletionResponse>("https://api.mistral.ai/v1/chat/completions", cancellationToken);

        public IAsyncEnumerable<ChatCompletionResponse> StreamCompletionAsync(
            ChatCompletionRequest request, CancellationToken cancellationToken = default)
            => http.StreamAsync<ChatCompletionResponse>("https://api.mistral.ai/v1/chat/completions", cancellationToken);
    }

    private sealed class CohereClient(HttpClient http) : ICohereClient
    {
        public Task<ChatResponse> ChatAsync(ChatRequest request, CancellationToken cancellationToken = default)
            => http.AskAsync<ChatResponse>("https://api.cohere.com/v2/chat", cancellationToken, request.Model);
    }
}
