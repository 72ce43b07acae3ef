using System.Runtime.InteropServices;

namespace TokenTracking.Http;

/// <summary>Determines from its URL whether a request asks an LLM for something that costs, for what, and of which model if the URL names
/// one.</summary>
/// <param name="Operation">What is asked for, by its OpenTelemetry name.</param>
/// <param name="Model">The model or deployment in the URL (Bedrock, Gemini, Azure); null if the body names it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LlmEndpoint(string Operation, string? Model)
{
    // Ends of paths. Counting tokens, listing models and files cost nothing and are not here.
    private static readonly (string End, string Operation)[] Ends =
    [
        ("/chat/completions", "chat"), ("/v1/messages", "chat"), ("/responses", "chat"), ("/completions", "text_completion"),
        ("/embeddings", "embeddings"), (":generateContent", "generate_content"), (":streamGenerateContent", "generate_content"),
        (":rawPredict", "chat"), (":streamRawPredict", "chat"), ("EmbedContent", "embeddings"), (":embedContent", "embeddings"),
        ("EmbedContents", "embeddings"), ("/interactions", "generate_content"), ("/converse", "chat"), ("/converse-stream", "chat"),
        ("/invoke", "text_completion"), ("/invoke-with-response-stream", "text_completion"), ("/v2/chat", "chat"), ("/v1/chat", "chat"),
        ("/v2/embed", "embeddings"), ("/v1/embed", "embeddings"), ("/api/chat", "chat"), ("/api/generate", "text_completion"),
        ("/api/embed", "embeddings"), ("/api/embeddings", "embeddings"), ("/images/generations", "generate_content"),
        ("/images/edits", "generate_content"), ("/audio/transcriptions", "generate_content"), ("/audio/translations", "generate_content"),
        ("/audio/speech", "generate_content"), ("/rerank", "retrieval"),
    ];

    private static readonly string[] ModelSegments = ["/models/", "/model/", "/deployments/"];

    /// <summary>The endpoint of a request; null if it is none that costs.</summary>
    public static LlmEndpoint? Of(HttpMethod method, Uri? uri)
    {
        if (method != HttpMethod.Post || uri is not { IsAbsoluteUri: true })
            return null;
        var path = uri.AbsolutePath;
        foreach (var (end, operation) in Ends)
        {
            if (path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                return new LlmEndpoint(operation, ModelIn(path));
        }

        return null;
    }

    private static string? ModelIn(string path)
    {
        foreach (var segment in ModelSegments)
        {
            var start = path.LastIndexOf(segment, StringComparison.OrdinalIgnoreCase);
            if (start < 0)
                continue;
            var rest = path.AsSpan(start + segment.Length);
            // A colon ends Gemini's model and is a part of Bedrock's (…-v1:0).
            var end = rest.IndexOf('/');
            if (end < 0)
                end = rest.LastIndexOf(':');
            return end <= 0 ? null : Uri.UnescapeDataString(rest[..end].ToString());
        }

        return null;
    }
}
