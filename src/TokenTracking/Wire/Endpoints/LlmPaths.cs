using static TokenTracking.Wire.Endpoints.LlmPath;

namespace TokenTracking.Wire.Endpoints;

/// <summary>
/// The billed requests of LLM services: the one list that the HTTP handler, the reader of responses and the analyzers ask. The analyzers
/// compile this folder too.
/// </summary>
internal static class LlmPaths
{
    private const string Chat = "chat";
    private const string Text = "text_completion";
    private const string Content = "generate_content";
    private const string Embeddings = "embeddings";
    private const string Ranking = "retrieval";
    private const string OpenAIChat = "openai.chat";
    private const string OpenAIText = "openai.completions";
    private const string Responses = "openai.responses";
    private const string OpenAIEmbeddings = "openai.embeddings";
    private const string Gemini = "gemini.generate";
    private const string GeminiEmbeddings = "gemini.embeddings";
    private const string Cohere = "cohere.chat";
    private const string Voyage = "voyage.embeddings";
    private const string Invoke = "bedrock.invoke";
    private const string Converse = "bedrock.converse";
    private const string Watsonx = "watsonx.text";
    private const string LlamaCpp = "llamacpp.completion";
    private const string LmStudio = "lmstudio.chat";
    private const string Rerank = "rerank";
    private const string Ocr = "mistral.ocr";
    private const string Videos = "openai.videos";
    private const string Runs = "openai.runs";
    private const string Predictions = "replicate.prediction";
    private const string DashScope = "dashscope.generation";

    // More than any path has.
    private const int NamedHost = 1000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LlmPath> All { get; } =
    [
        Anywhere("/chat/completions", Chat, OpenAIChat),
        Anywhere("/inference/chat:complete", Chat, OpenAIChat),
        Anywhere("/text/chatcompletion_v2", Chat, OpenAIChat),
        Anywhere("/text/chatcompletion_pro", Chat, OpenAIChat),
        Anywhere("/fim/completions", Text, OpenAIChat),
        ByContent("/v1/messages", Chat, "anthropic.messages", LlmHosts.Anthropic),
        Only("/messages", Chat, "anthropic.messages", LlmHosts.AnthropicAlone),
        Only("/v1/complete", Text, "anthropic.messages", LlmHosts.Anthropic),
        Anywhere(":rawPredict", Chat, "anthropic.messages"),
        Anywhere(":streamRawPredict", Chat, "anthropic.messages"),
        ByContent("/responses", Chat, Responses, LlmHosts.LikeOpenAI),
        ByContent("/responses/compact", Chat, Responses, LlmHosts.LikeOpenAI),
        Polled("/responses/*", Chat, Responses),
        Batch("/files/*/content", "response.body"),
        Batch("/files/*:download", "response"),
        Batch("/messages/batches/*/results", "result.message"),
        ByContent("/completions", Text, OpenAIText, LlmHosts.LikeOpenAI),
        ByContent("/embeddings", Embeddings, OpenAIEmbeddings, LlmHosts.LikeOpenAI),
        ByContent("/images/generations", Content, Responses, LlmHosts.Pictures),
        ByContent("/images/edits", Content, Responses, LlmHosts.Pictures),
        Only("/images/variations", Content, Responses, LlmHosts.OpenAI),
        Only("/videos", Content, Videos, LlmHosts.OpenAI),
        Only("/videos/*/remix", Content, Videos, LlmHosts.OpenAI),
        Only("/threads/runs", Chat, Runs, LlmHosts.OpenAI),
        Only("/threads/*/runs", Chat, Runs, LlmHosts.OpenAI),
        Only("/runs/*/submit_tool_outputs", Chat, Runs, LlmHosts.OpenAI),
        Polled("/threads/*/runs/*", Chat, Runs),
        PolledOnly("/chat/deferred-completion/*", Chat, OpenAIChat, ["api.x.ai"]),
        PolledOnly("/async/chat/completions/*", Chat, OpenAIChat, ["api.perplexity.ai"]),
        Only("/predictions", Chat, Predictions, LlmHosts.Replicate),
        PolledOnly("/predictions/*", Chat, Predictions, LlmHosts.Replicate),
        ByContent("/audio/speech", Content, Responses, LlmHosts.Speech),
        ByContent("/audio/transcriptions", Content, Responses, LlmHosts.Speech),
        ByContent("/audio/translations", Content, Responses, LlmHosts.Speech),
        ByContent("/ocr", Content, Ocr, LlmHosts.Documents),
        Only("/agents/completions", Chat, OpenAIChat, ["api.mistral.ai"]),
        Only("/v1/conversations", Chat, OpenAIChat, ["api.mistral.ai"]),
        Only("/v1/conversations/*", Chat, OpenAIChat, ["api.mistral.ai"]),
        Anywhere(":generateContent", Content, Gemini),
        Anywhere(":streamGenerateContent", Content, Gemini),
        Anywhere(":generateAnswer", Content, Gemini),
        Anywhere(":embedContent", Embeddings, GeminiEmbeddings),
        Anywhere(":batchEmbedContents", Embeddings, GeminiEmbeddings),
        ByContent("/interactions", Content, "gemini.interactions", ["generativelanguage.googleapis.com"]),
        Polled("/interactions/*", Content, "gemini.interactions"),
        Only(":predict", Embeddings, GeminiEmbeddings, ["/publishers/", "generativelanguage.googleapis.com"]),
        ByContent("/model/*/converse", Chat, Converse, LlmHosts.Bedrock),
        Anywhere("/converse-stream", Chat, Converse),
        ByContent("/model/*/invoke", Text, Invoke, LlmHosts.Bedrock),
        Anywhere("/invoke-with-response-stream", Text, Invoke),
        // The names that recorded responses have without their address.
        Only("bedrock:converse", Chat, Converse, ["bedrock"]),
        Only("bedrock:converse-stream", Chat, Converse, ["bedrock"]),
        Only("bedrock:invoke", Text, Invoke, ["bedrock"]),
        Only("bedrock:invoke-with-response-stream", Text, Invoke, ["bedrock"]),
        Only("/v1/chat", Chat, Cohere, LlmHosts.Cohere),
        ByContent("/v2/chat", Chat, Cohere, LlmHosts.Cohere),
        Only("/v1/generate", Text, Cohere, LlmHosts.Cohere),
        Only("/v1/summarize", Text, Cohere, LlmHosts.Cohere),
        Only("/v1/embed", Embeddings, Cohere, LlmHosts.Cohere),
        Only("/v1/classify", "classification", Cohere, LlmHosts.Cohere),
        Only("/v1/chat", Chat, "writer.chat", ["api.writer.com"]),
        Only("/v1/chat", Chat, Responses, ["api.reka.ai"]),
        ByContent("/v2/embed", Embeddings, Cohere, LlmHosts.Cohere),
        ByContent("/v2/rerank", Ranking, Cohere, LlmHosts.Cohere),
        Only("/embeddings", Embeddings, Voyage, LlmHosts.Voyage),
        Only("/embeddings", Embeddings, OpenAIEmbeddings, ["api.jina.ai"]),
        Only("/classify", "classification", Voyage, ["api.jina.ai"]),
        Only("/multimodalembeddings", Embeddings, Voyage, LlmHosts.Voyage),
        Only("/contextualizedembeddings", Embeddings, Voyage, LlmHosts.Voyage),
        Only("/rerank", Ranking, Voyage, LlmHosts.Voyage),
        ByContent("/rerank", Ranking, Rerank, LlmHosts.Rerankers),
        ByContent("/api/generate", Text, "ollama.native", LlmHosts.Ollama),
        ByContent("/api/chat", Chat, "ollama.native", LlmHosts.Ollama),
        ByContent("/api/embed", Embeddings, "ollama.embed", LlmHosts.Ollama),
        ByContent("/api/embeddings", Embeddings, "ollama.embed", LlmHosts.Ollama),
        ByContent("/api/v1/chat", Chat, LmStudio, LlmHosts.LmStudio),
        ByContent("/completion", Text, LlamaCpp, LlmHosts.LlamaCpp),
        ByContent("/infill", Text, LlamaCpp, LlmHosts.LlamaCpp),
        Anywhere("/ml/v1/text/generation", Text, Watsonx),
        Anywhere("/ml/v1/text/generation_stream", Text, Watsonx),
        Anywhere("/ml/v1/deployments/*/text/generation", Text, Watsonx),
        Anywhere("/ml/v1/deployments/*/text/generation_stream", Text, Watsonx),
        Anywhere("/ml/v1/deployments/*/text/chat", Chat, OpenAIChat),
        Anywhere("/ml/v1/deployments/*/text/chat_stream", Chat, OpenAIChat),
        Anywhere("/ml/v1/text/chat", Chat, OpenAIChat),
        Anywhere("/ml/v1/text/chat_stream", Chat, OpenAIChat),
        Anywhere("/ml/v1/text/embeddings", Embeddings, null),
        Only("/text/generation", Text, Watsonx, ["ml.cloud.ibm.com"]),
        Anywhere("/services/aigc/text-generation/*", Chat, DashScope),
        Anywhere("/services/aigc/multimodal-generation/*", Chat, DashScope),
        Only("/services/embeddings/*", Embeddings, Voyage, ["dashscope"]),
        Only("/services/rerank/*", Ranking, Rerank, ["dashscope"]),
        Anywhere("/cortex/inference:complete", Chat, OpenAIChat),
        Anywhere("/wenxinworkshop/chat/*", Chat, OpenAIChat),
        Anywhere("/serving-endpoints/databricks-*/invocations", Chat, OpenAIChat),
        ByContent("/serving-endpoints/*/invocations", Chat, OpenAIChat, []),
        Anywhere("/openai/deployments/*/chat/completions", Chat, OpenAIChat),
        Only("/ai/run/*", Chat, OpenAIChat, ["api.cloudflare.com"]),
        Only("/workers-ai/*", Chat, OpenAIChat, ["gateway.ai.cloudflare.com"]),
        Only("/studio/v1/*/complete", Text, null, ["api.ai21.com"]),
        Only("/studio/v1/*/chat", Chat, null, ["api.ai21.com"]),
    ];

    // Google counts the tokens of Anthropic's models as if it asked one.
    private const string FreeModel = "/count-tokens:";

    /// <summary>Parts of addresses in code whose requests are not billed, even if another part of the address is one of the paths. In
    /// lower case.</summary>
    public static IReadOnlyList<string> Free { get; } =
    [
        "count_tokens", "counttokens", "/files", "/batches", "/input_tokens", "/tokenization", "/tokenize", ":predictlongrunning",
        "/cancel", FreeModel,
    ];

    /// <summary>The path of a request; null if it is not known to be billed. A path that names the host precedes a longer one that
    /// does not.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="address">The address.</param>
    /// <param name="isThere">True if the address is that of a service with this path; otherwise, false.</param>
    public static LlmPath? Find(string method, Uri address, out bool isThere)
        => Find(method, address.AbsolutePath, address, out isThere);

    /// <summary>What a dialect's responses are billed for, by its OpenTelemetry name.</summary>
    public static string OperationOf(string dialect)
    {
        foreach (var each in All)
        {
            if (each.Dialect == dialect)
                return each.Operation;
        }

        return Chat;
    }

    /// <summary>As <see cref="Find(string, Uri, out bool)"/>, for a response whose request is not known.</summary>
    /// <param name="address">The address, or its path, without the query.</param>
    public static LlmPath? Find(string address) => Find(null, address, null, out _);

    // Most requests of a program go to no LLM: their addresses are not put together.
    private static LlmPath? Find(string? method, string path, Uri? uri, out bool isThere)
    {
        LlmPath? best = null;
        string? address = null;
        var bestRank = 0;
        isThere = false;
        if (path.IndexOf(FreeModel, StringComparison.OrdinalIgnoreCase) is not -1)
            return null;
        foreach (var each in All)
        {
            if ((method is not null && each.Method != method) || !each.IsEndOf(path))
                continue;
            address ??= uri is null ? path : uri.Authority + path;
            var isAt = each.IsAt(address);
            if (each.Condition == PathCondition.OnlyThere && !isAt)
                continue;
            var rank = each.Path.Length + (isAt ? NamedHost : 0);
            if (rank > bestRank)
                (best, bestRank, isThere) = (each, rank, isAt);
        }

        return best;
    }
}
