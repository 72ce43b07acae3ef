using TokenTracking.Tests.Wire;
using static TokenTracking.Tests.Http.Endpoints.Answers;

namespace TokenTracking.Tests.Http.Endpoints;

/// <summary>Anthropic, Google, Amazon, Mistral and Cohere, each in its own interfaces.</summary>
internal static class MakerRows
{
    private const string Gemini = "http://generativelanguage.googleapis.com/v1beta";
    private const string Vertex = "http://europe-west4-aiplatform.googleapis.com/v1/projects/p/locations/europe-west4";
    private const string Bedrock = "http://bedrock-runtime.eu-central-1.amazonaws.com";
    private const string Mistral = "http://api.mistral.ai/v1";
    private const string Cohere = "http://api.cohere.com";
    private const string Events = "application/vnd.amazon.eventstream";

    private const string Interaction = """
        {"id":"int_1","object":"interaction","status":"completed","model":"gemini-3-pro","usage":{"total_input_tokens":206,
        "total_output_tokens":26,"total_tokens":232}}
        """;

    private const string Converse = """
        {"metrics":{"latencyMs":551},"output":{"message":{"content":[{"text":"Hello"}],"role":"assistant"}},"stopReason":"end_turn",
        "usage":{"inputTokens":210,"outputTokens":30,"totalTokens":240}}
        """;

    private const string CohereChat = """
        {"id":"co_1","finish_reason":"COMPLETE","message":{"role":"assistant","content":[{"type":"text","text":"Hello"}]},
        "usage":{"billed_units":{"input_tokens":220,"output_tokens":40},"tokens":{"input_tokens":286,"output_tokens":41}}}
        """;

    private const string CohereChat1 = """
        {"response_id":"r1","generation_id":"g1","text":"Hello","chat_history":[],"finish_reason":"COMPLETE","meta":{"api_version":{
        "version":"1"},"billed_units":{"input_tokens":221,"output_tokens":41},"tokens":{"input_tokens":287,"output_tokens":42}}}
        """;

    private const string CohereEmbed = """
        {"id":"e1","texts":["hi"],"embeddings":{"float":[[0.1]]},"meta":{"api_version":{"version":"2"},"billed_units":{"input_tokens":222}}}
        """;

    private const string CohereRerank = """
        {"results":[{"index":1,"relevance_score":0.99}],"id":"k1","meta":{"api_version":{"version":"2"},"billed_units":{"search_units":1}}}
        """;

    public static IEnumerable<EndpointRow> All =>
    [
        new("http://api.anthropic.com/v1/messages", "anthropic", "claude-sonnet-4-5-20250929", 201, 21,
            Message("claude-sonnet-4-5-20250929", 201, 21)),
        new("http://api.anthropic.com/v1/messages?beta=true", "anthropic", "claude-haiku-4-5", 202, 22,
            MessageStream("claude-haiku-4-5", 202, 22)),
        new("http://contoso.services.ai.azure.com/anthropic/v1/messages", "azure.ai.openai", "claude-opus-4-6", 203, 23,
            Message("claude-opus-4-6", 203, 23)),
        new(Gemini + "/models/gemini-2.5-flash:generateContent?key=k", "gcp.gemini", "gemini-2.5-flash", 204, 24,
            Answers.Gemini("gemini-2.5-flash", 204, 24)),
        new(Gemini + "/models/gemini-2.5-pro:streamGenerateContent?alt=sse", "gcp.gemini", "gemini-2.5-pro", 205, 25,
            Answers.Events(Answers.Gemini("gemini-2.5-pro", 205, 25))),
        new(Gemini + "/models/gemini-2.5-pro:streamGenerateContent", "gcp.gemini", "gemini-2.5-pro", 205, 25,
            $"[{Answers.Gemini("gemini-2.5-pro", 205, 25)}\n]"),
        new(Gemini + "/interactions", "gcp.gemini", "gemini-3-pro", 206, 26, Interaction),
        new(Gemini + "/openai/chat/completions", "gcp.gemini", "gemini-2.0-flash", 207, 27, Chat("gemini-2.0-flash", 207, 27)),
        new(Gemini + "/models/gemini-embedding-001:embedContent", "gcp.gemini", "gemini-embedding-001", 6, null,
            """{"embedding":{"values":[0.1,0.2]},"usageMetadata":{"promptTokenCount":6,"totalTokenCount":6}}"""),
        new(Vertex + "/publishers/google/models/gemini-2.5-flash:generateContent", "gcp.vertex_ai", "gemini-2.5-flash", 208, 28,
            Answers.Gemini("gemini-2.5-flash", 208, 28)),
        new(Vertex + "/publishers/google/models/text-embedding-005:predict", "gcp.vertex_ai", "text-embedding-005", 9, null,
            """{"predictions":[{"embeddings":{"statistics":{"truncated":false,"token_count":9},"values":[0.1]}}]}"""),
        new(Vertex + "/publishers/anthropic/models/claude-sonnet-4@20250514:rawPredict", "gcp.vertex_ai", "claude-sonnet-4-20250514", 209,
            29, Message("claude-sonnet-4-20250514", 209, 29)),
        new(Vertex + "/publishers/anthropic/models/claude-opus-4-5:streamRawPredict", "gcp.vertex_ai", "claude-opus-4-5", 209, 30,
            MessageStream("claude-opus-4-5", 209, 30)),
        new(Vertex + "/publishers/mistralai/models/mistral-medium-3:rawPredict", "gcp.vertex_ai", "mistral-medium-3", 210, 31,
            Chat("mistral-medium-3", 210, 31)),
        new(Vertex + "/endpoints/openapi/chat/completions", "gcp.vertex_ai", "meta/llama-4", 211, 32, Chat("meta/llama-4", 211, 32)),
        new(Bedrock + "/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse", "aws.bedrock", "anthropic.claude-3-haiku-20240307-v1:0",
            210, 30, Converse),
        new(Bedrock + "/model/amazon.nova-lite-v1%3A0/converse-stream", "aws.bedrock", "amazon.nova-lite-v1:0", 211, 31,
            [.. Bodies.Frame("messageStart", """{"role":"assistant"}"""),
                .. Bodies.Frame("messageStop", """{"stopReason":"end_turn"}"""),
                .. Bodies.Frame("metadata", """{"usage":{"inputTokens":211,"outputTokens":31,"totalTokens":242}}""")])
        {
            AnswerType = Events,
        },
        new(Bedrock + "/model/eu.anthropic.claude-sonnet-4-20250514-v1%3A0/invoke", "aws.bedrock", "claude-sonnet-4-20250514", 212, 32,
            Message("claude-sonnet-4-20250514", 212, 32)),
        new(Bedrock + "/model/meta.llama3-8b-instruct-v1%3A0/invoke", "aws.bedrock", "meta.llama3-8b-instruct-v1:0", 213, 33,
            """{"generation":"Hello","prompt_token_count":213,"generation_token_count":33,"stop_reason":"stop"}"""),
        new(Bedrock + "/model/amazon.titan-text-express-v1/invoke", "aws.bedrock", "amazon.titan-text-express-v1", 214, 34,
            """{"inputTextTokenCount":214,"results":[{"tokenCount":34,"outputText":"Hello","completionReason":"FINISH"}]}"""),
        new(Bedrock + "/model/mistral.mistral-7b-instruct-v0%3A2/invoke", "aws.bedrock", "mistral.mistral-7b-instruct-v0:2", 215, 35,
            """{"outputs":[{"text":"Hello","stop_reason":"stop"}]}""")
        {
            Headers = [("X-Amzn-Bedrock-Input-Token-Count", "215"), ("X-Amzn-Bedrock-Output-Token-Count", "35")],
        },
        new(Bedrock + "/openai/v1/chat/completions", "aws.bedrock", "openai.gpt-oss-20b-1:0", 216, 36, Chat("openai.gpt-oss-20b-1:0", 216,
            36)),
        new(Mistral + "/chat/completions", "mistral_ai", "mistral-large-latest", 217, 37, Chat("mistral-large-latest", 217, 37)),
        new(Mistral + "/fim/completions", "mistral_ai", "codestral-latest", 218, 38, Chat("codestral-latest", 218, 38)),
        new(Mistral + "/embeddings", "mistral_ai", "mistral-embed", 219, null, Embeddings("mistral-embed", 219)),
        new(Mistral + "/agents/completions", "mistral_ai", "mistral-medium-latest", 220, 40, Chat("mistral-medium-latest", 220, 40)),
        new(Mistral + "/conversations", "mistral_ai", "mistral-medium-2505", 221, 41, Conversation(221, 41)),
        new(Mistral + "/conversations/conv_1", "mistral_ai", "mistral-medium-2505", 222, 42, Conversation(222, 42)),
        new(Mistral + "/ocr", "mistral_ai", "mistral-ocr-2505-completion", null, null,
            """
            {"pages":[{"index":0,"markdown":"#"}],"model":"mistral-ocr-2505-completion","usage_info":{"pages_processed":1,
            "doc_size_bytes":99}}
            """) { Unit = "pages 1" },
        new(Cohere + "/v2/chat", "cohere", "command-a-03-2025", 220, 40, CohereChat),
        new(Cohere + "/v1/chat", "cohere", "command-r", 221, 41, CohereChat1),
        new(Cohere + "/v2/embed", "cohere", "embed-v4.0", 222, null, CohereEmbed),
        new(Cohere + "/v2/rerank", "cohere", "rerank-v3.5", null, null, CohereRerank) { Unit = "search_units 1" },
        new(Cohere + "/v1/classify", "cohere", "embed-english-v3.0", null, null,
            """{"id":"k","classifications":[],"meta":{"api_version":{"version":"1"},"billed_units":{"classifications":2}}}""")
        {
            Unit = "classifications 2",
        },
    ];

    private static string Conversation(long input, long output) =>
        $$"""
        {"object":"conversation.response","conversation_id":"conv_1","outputs":[{"object":"entry","type":"message.output","content":"Hello",
        "model":"mistral-medium-2505","role":"assistant"}],"usage":{{Counts(input, output)}}}
        """;
}
