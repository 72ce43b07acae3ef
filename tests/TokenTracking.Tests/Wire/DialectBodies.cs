namespace TokenTracking.Tests.Wire;

/// <summary>One whole answer of each dialect, in JSON.</summary>
internal static class DialectBodies
{
    private const string Writer =
        "{\"id\":\"w\",\"object\":\"chat.completion\",\"model\":\"palmyra-x5\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
        + "\"message\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":12,\"total_tokens\":43}}";

    private const string Invoke =
        "{\"outputs\":[{\"text\":\"a\",\"stop_reason\":\"stop\"}],"
        + "\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":14,\"outputTokenCount\":11}}";

    private const string OllamaStill =
        "{\"model\":\"llama3.2\",\"response\":\"a\",\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":26,\"eval_count\":298}";

    private const string OllamaEmbed =
        "{\"model\":\"all-minilm\",\"embeddings\":[[0.5]],\"total_duration\":14,\"load_duration\":1,\"prompt_eval_count\":8}";

    private const string Watsonx =
        "{\"model_id\":\"ibm/granite\",\"results\":[{\"generated_text\":\"a\",\"generated_token_count\":20,"
        + "\"input_token_count\":5,\"stop_reason\":\"max_tokens\"}]}";

    private const string LlamaCpp =
        "{\"content\":\"a\",\"stop\":true,\"model\":\"q\",\"tokens_predicted\":35,\"tokens_evaluated\":237,"
        + "\"timings\":{\"cache_n\":236,\"prompt_n\":1,\"predicted_n\":35}}";

    private const string LlamaTimings =
        "{\"object\":\"chat.completion\",\"choices\":[{\"finish_reason\":\"stop\",\"index\":0}],"
        + "\"timings\":{\"cache_n\":236,\"prompt_n\":1,\"predicted_n\":35}}";

    private const string LmStudio =
        "{\"model_instance_id\":\"q\",\"output\":[],\"response_id\":\"r\","
        + "\"stats\":{\"input_tokens\":646,\"total_output_tokens\":586,\"reasoning_output_tokens\":100}}";

    private const string Cohere =
        "{\"id\":\"c\",\"finish_reason\":\"COMPLETE\",\"usage\":{\"billed_units\":{\"input_tokens\":6,\"output_tokens\":30},"
        + "\"tokens\":{\"input_tokens\":71,\"output_tokens\":40}}}";

    private const string Rerank =
        "{\"model\":\"jina-reranker-v2\",\"results\":[{\"index\":1,\"relevance_score\":0.5}],\"usage\":{\"total_tokens\":815}}";

    private const string Ocr =
        "{\"pages\":[],\"model\":\"mistral-ocr\",\"usage_info\":{\"pages_processed\":3,\"doc_size_bytes\":99}}";

    private const string Interaction =
        "{\"id\":\"v1\",\"object\":\"interaction\",\"status\":\"completed\",\"model\":\"gemini-2.5-flash\",\"usage\":{\"total_tokens\":178,"
        + "\"total_input_tokens\":10,\"total_output_tokens\":31,\"total_thought_tokens\":137}}";

    private const string Run =
        "{\"id\":\"run_1\",\"object\":\"thread.run\",\"assistant_id\":\"a\",\"status\":\"completed\",\"model\":\"gpt-4o\","
        + "\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":12,\"total_tokens\":43}}";

    private const string Video =
        "{\"id\":\"video_1\",\"object\":\"video\",\"model\":\"sora-2\",\"status\":\"queued\",\"seconds\":\"8\"}";

    private const string Prediction =
        "{\"id\":\"p\",\"model\":\"meta/llama\",\"status\":\"succeeded\",\"metrics\":{\"predict_time\":1.5,\"input_token_count\":30,"
        + "\"output_token_count\":6}}";

    private const string Qwen =
        "{\"output\":{\"finish_reason\":\"stop\",\"text\":\"a\"},\"usage\":{\"input_tokens\":19,\"output_tokens\":4,\"total_tokens\":23},"
        + "\"request_id\":\"q\"}";

    /// <summary>The dialect, who answers, the path that was asked, and the answer.</summary>
    public static readonly (string Dialect, string Provider, string Endpoint, string Body)[] All =
    [
        ("anthropic.messages", "anthropic", "/v1/messages", Bodies.AnthropicPlain),
        ("openai.chat", "openai", "/v1/chat/completions", Bodies.ChatPlain),
        ("writer.chat", "writer", "/v1/chat", Writer),
        ("openai.completions", "openai", "/v1/completions", Bodies.Completion),
        ("openai.responses", "openai", "/v1/responses", Bodies.ResponsesPlain),
        ("openai.embeddings", "openai", "/v1/embeddings", Bodies.Embeddings),
        ("voyage.embeddings", "voyage", "https://api.voyageai.com/v1/embeddings", Bodies.VoyageEmbeddings),
        ("gemini.generate", "gcp.gemini", "/v1beta/models/gemini-2.5-flash:generateContent", Bodies.GeminiPlain),
        ("gemini.interactions", "gcp.gemini", "/v1beta/interactions", Interaction),
        ("gemini.embeddings", "gcp.vertex_ai", "/v1/models/text-embedding-005:predict", Bodies.VertexEmbeddings),
        ("bedrock.converse", "aws.bedrock", "/model/m/converse", Bodies.Converse),
        ("bedrock.titan", "aws.bedrock", "/model/m/invoke", Bodies.Titan),
        ("bedrock.llama", "aws.bedrock", "/model/m/invoke", Bodies.Llama),
        ("bedrock.invoke", "aws.bedrock", "/model/m/invoke", Invoke),
        ("cohere.chat", "cohere", "/v2/chat", Cohere),
        ("ollama.native", "ollama", "/api/chat", OllamaStill),
        ("ollama.embed", "ollama", "/api/embed", OllamaEmbed),
        ("watsonx.text", "ibm.watsonx.ai", "/ml/v1/text/generation", Watsonx),
        ("llamacpp.completion", "llama.cpp", "/completion", LlamaCpp),
        ("llamacpp.timings", "llama.cpp", "/v1/chat/completions", LlamaTimings),
        ("lmstudio.chat", "lmstudio", "/api/v1/chat", LmStudio),
        ("rerank", "jina", "/v1/rerank", Rerank),
        ("mistral.ocr", "mistral_ai", "/v1/ocr", Ocr),
        ("openai.runs", "openai", "/v1/threads/t/runs/r", Run),
        ("openai.videos", "openai", "https://api.openai.com/v1/videos", Video),
        ("replicate.prediction", "replicate", "https://api.replicate.com/v1/predictions/p", Prediction),
        ("dashscope.generation", "alibaba", "/api/v1/services/aigc/text-generation/generation", Qwen),
    ];
}
