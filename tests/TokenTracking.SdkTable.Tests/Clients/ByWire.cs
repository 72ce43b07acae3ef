using System.Text;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Providers by the requests that their SDKs send: what the handler sees is the same, whoever writes it.</summary>
internal static class ByWire
{
    private const string Transport = "an `HttpClient` with the handler";

    private static readonly Situation[] Chats =
    [
        Situation.Plain, Situation.Streamed, Situation.Tools, Situation.Retried, Situation.Cached, Situation.Cancelled, Situation.Failed,
    ];

    private static readonly Situation[] Embeddings = [Situation.Plain, Situation.Retried, Situation.Cancelled, Situation.Failed];

    public static IEnumerable<Sdk> All =>
    [
        Of("AWS Bedrock, Converse", "AWSSDK.BedrockRuntime", "aws.bedrock", "anthropic.claude-3-haiku-20240307-v1:0", Chats,
            "https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse",
            "https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse-stream"),
        Of("Gemini, generateContent", "Google.GenAI", "gcp.gemini", "gemini-2.5-flash", Chats,
            "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent",
            "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse"),
        Of("Vertex AI, generateContent", "Google.GenAI", "gcp.vertex_ai", "gemini-2.5-flash", Chats,
            "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash:generateContent",
            "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash"
            + ":streamGenerateContent?alt=sse"),
        Of("Mistral, chat", "Mistral.SDK", "mistral_ai", "mistral-small-latest", Chats, "https://api.mistral.ai/v1/chat/completions"),
        Of("Mistral, embeddings", "Mistral.SDK", "mistral_ai", "mistral-embed", Embeddings, "https://api.mistral.ai/v1/embeddings"),
        Of("Cohere, chat", "Cohere", "cohere", "command-a-03-2025", Chats, "https://api.cohere.com/v2/chat") with
        {
            Situations = [.. Chats.Except([Situation.Cached])],
        },
        Of("Cohere, embeddings", "Cohere", "cohere", "embed-v4.0", Embeddings, "https://api.cohere.com/v2/embed"),
    ];

    private static Sdk Of(
        string name, string package, string provider, string model, Situation[] situations, string address, string? streamAddress = null)
        => new(name, package, provider, model, connection => new Requests(connection.Http, address, streamAddress ?? address, model))
        {
            Transport = Transport, Repeats = false, Situations = situations,
        };

    private sealed class Requests(HttpClient http, string address, string streamAddress, string model) : Conversation
    {
        public override Task AskAsync(CancellationToken cancellationToken) => SendAsync(address, false, false, cancellationToken);

        public override Task StreamAsync(bool leaves, CancellationToken cancellationToken) 
            => SendAsync(streamAddress, true, leaves, cancellationToken);

        public override async Task UseToolAsync(CancellationToken cancellationToken)
        {
            await AskAsync(cancellationToken);
            await AskAsync(cancellationToken);
        }

        private async Task SendAsync(string url, bool stream, bool leaves, CancellationToken cancellationToken)
        {
            var flag = stream ? "true" : "false";
            var body = $$"""{"model":"{{model}}","stream":{{flag}},"messages":[{"role":"user","content":"hello"}]}""";
            using var request = new HttpRequestMessage(HttpMethod.Post, url)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            response.EnsureSuccessStatusCode();
            await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[4096];
            while (await content.ReadAsync(buffer, cancellationToken) > 0 && !leaves)
            {
            }
        }
    }
}
