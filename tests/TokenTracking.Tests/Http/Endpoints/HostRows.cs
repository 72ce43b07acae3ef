using static TokenTracking.Tests.Http.Endpoints.Answers;

namespace TokenTracking.Tests.Http.Endpoints;

/// <summary>Services that sell models of several makers, gateways, and servers of models.</summary>
internal static class HostRows
{
    private const string DashScope = "http://dashscope-intl.aliyuncs.com";
    private const string Watsonx = "http://us-south.ml.cloud.ibm.com";

    private const string Prediction = """
        {"id":"p1","model":"meta/meta-llama-3-70b-instruct","version":"dp-1","status":"succeeded","output":["Hello"],"urls":{"get":"u"},
        "metrics":{"predict_time":1.5,"input_token_count":330,"output_token_count":60}}
        """;

    private const string Router = """
        {"id":"gen-1","provider":"OpenAI","model":"openai/gpt-4o","object":"chat.completion","choices":[{"finish_reason":"stop","index":0,
        "message":{"role":"assistant","content":"Hello"}}],"usage":{"prompt_tokens":305,"completion_tokens":35,"total_tokens":340,
        "cost":0.0011,"cost_details":{"upstream_inference_cost":null}}}
        """;

    private const string Groq = """
        {"id":"c","object":"chat.completion.chunk","model":"llama-3.3-70b-versatile","choices":[{"index":0,"delta":{},
        "finish_reason":"stop"}],"x_groq":{"id":"req_1","usage":{"prompt_tokens":302,"completion_tokens":32,"total_tokens":334}}}
        """;

    private const string Qwen = """
        {"output":{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"Hello"}}]},"usage":{"input_tokens":319,
        "output_tokens":49,"total_tokens":368},"request_id":"q1"}
        """;

    private const string WatsonxText = """
        {"model_id":"ibm/granite-3-8b-instruct","created_at":"2026-01-01T00:00:00Z","results":[{"generated_text":"Hello",
        "generated_token_count":51,"input_token_count":321,"stop_reason":"eos_token"}]}
        """;

    public static IEnumerable<EndpointRow> All =>
    [
        new("http://api.groq.com/openai/v1/chat/completions", "groq", "llama-3.1-8b-instant", 301, 31, Chat("llama-3.1-8b-instant", 301,
            31)),
        new("http://api.groq.com/openai/v1/chat/completions", "groq", "llama-3.3-70b-versatile", 302, 32, Events(Groq) + Done),
        new("http://api.deepseek.com/chat/completions", "deepseek", "deepseek-chat", 303, 33, Chat("deepseek-chat", 303, 33)),
        new("http://api.deepseek.com/beta/completions", "deepseek", "deepseek-chat", 303, 34, Text("deepseek-chat", 303, 34)),
        new("http://api.deepseek.com/anthropic/v1/messages", "deepseek", "deepseek-reasoner", 303, 35, Message("deepseek-reasoner", 303,
            35)),
        new("http://api.x.ai/v1/chat/completions", "x_ai", "grok-4", 304, 34, Chat("grok-4", 304, 34)),
        new("http://api.x.ai/v1/responses", "x_ai", "grok-4-fast", 304, 35, Responses("grok-4-fast", 304, 35)),
        new("http://api.x.ai/v1/chat/deferred-completion/d1", "x_ai", "grok-3", 304, 36, Chat("grok-3", 304, 36)) { Method = "GET",
            Request = "" },
        new("http://openrouter.ai/api/v1/chat/completions", "openrouter", "openai/gpt-4o", 305, 35, Router),
        new("http://openrouter.ai/api/v1/embeddings", "openrouter", "qwen/qwen3-embedding", 305, null, Embeddings("qwen/qwen3-embedding",
            305)),
        new("http://api.together.xyz/v1/chat/completions", "together", "meta-llama/Llama-4", 306, 36, ChatStream("meta-llama/Llama-4", 306,
            36)),
        new("http://api.together.xyz/v1/completions", "together", "Qwen/Qwen3", 306, 37, Text("Qwen/Qwen3", 306, 37)),
        new("http://api.fireworks.ai/inference/v1/chat/completions", "fireworks", "accounts/fireworks/models/glm", 307, 37,
            Chat("accounts/fireworks/models/glm", 307, 37)),
        new("http://api.fireworks.ai/inference/v1/embeddings", "fireworks", "nomic-ai/nomic-embed", 307, null,
            Embeddings("nomic-ai/nomic-embed", 307)),
        new("http://api.perplexity.ai/chat/completions", "perplexity", "sonar-pro", 308, 38, Chat("sonar-pro", 308, 38)),
        new("http://api.perplexity.ai/async/chat/completions/a1", "perplexity", "sonar-deep-research", 308, 39,
            """{"id":"a1","model":"sonar-deep-research","status":"COMPLETED","response":""" + Chat("sonar-deep-research", 308, 39) + "}")
                { Method = "GET", Request = "" },
        new("http://api.voyageai.com/v1/embeddings", "voyage", "voyage-3.5", 309, null,
            """{"object":"list","data":[{"embedding":[0.1],"index":0}],"model":"voyage-3.5","usage":{"total_tokens":309}}"""),
        new("http://api.voyageai.com/v1/rerank", "voyage", "rerank-2.5", 310, null,
            """{"object":"list","data":[{"relevance_score":0.4,"index":0}],"model":"rerank-2.5","usage":{"total_tokens":310}}"""),
        new("http://api.jina.ai/v1/embeddings", "jina", "jina-embeddings-v3", 311, null, Embeddings("jina-embeddings-v3", 311)),
        new("http://api.jina.ai/v1/rerank", "jina", "jina-reranker-v2", 312, null,
            """{"model":"jina-reranker-v2","usage":{"total_tokens":312},"results":[{"index":0,"relevance_score":0.7}]}"""),
        new("http://api.cerebras.ai/v1/chat/completions", "cerebras", "llama-4-scout", 313, 43, Chat("llama-4-scout", 313, 43)),
        new("http://api.sambanova.ai/v1/chat/completions", "sambanova", "DeepSeek-V3", 314, 44, ChatStream("DeepSeek-V3", 314, 44)),
        new("http://integrate.api.nvidia.com/v1/chat/completions", "nvidia", "nvidia/nemotron", 315, 45, Chat("nvidia/nemotron", 315, 45)),
        new("http://api.moonshot.ai/v1/chat/completions", "moonshot_ai", "kimi-k2", 316, 46, Chat("kimi-k2", 316, 46)),
        new("http://api.minimax.io/v1/text/chatcompletion_v2", "minimax", "MiniMax-M2", 317, 47, Chat("MiniMax-M2", 317, 47)),
        new("http://open.bigmodel.cn/api/paas/v4/chat/completions", "zai", "glm-4.6", 318, 48, Chat("glm-4.6", 318, 48)),
        new(DashScope + "/compatible-mode/v1/chat/completions", "alibaba", "qwen-plus", 318, 49, Chat("qwen-plus", 318, 49)),
        new(DashScope + "/api/v1/services/aigc/text-generation/generation", "alibaba", "qwen-max", 319, 49, Qwen),
        new(DashScope + "/api/v1/services/aigc/multimodal-generation/generation", "alibaba", "qwen-vl-max", 319, 49,
            "id:1\nevent:result\n" + Events(Qwen.Replace("stop", "null", StringComparison.Ordinal)) + Events(Qwen))
        {
            AnswerType = "text/event-stream",
        },
        new(DashScope + "/api/v1/services/embeddings/text-embedding/text-embedding", "alibaba", "text-embedding-v4", 14, null,
            """{"output":{"embeddings":[{"text_index":0,"embedding":[0.1]}]},"usage":{"total_tokens":14},"request_id":"q2"}"""),
        new("http://ark.cn-beijing.volces.com/api/v3/chat/completions", "volcengine", "doubao-pro", 320, 50, Chat("doubao-pro", 320, 50)),
        new(Watsonx + "/ml/v1/text/generation?version=2024-05-31", "ibm.watsonx.ai", "ibm/granite-3-8b-instruct", 321, 51, WatsonxText),
        new("http://api.siliconflow.cn/v1/chat/completions", "siliconflow", "Qwen/QwQ", 322, 52, Chat("Qwen/QwQ", 322, 52)),
        new("http://api.deepinfra.com/v1/openai/chat/completions", "deepinfra", "google/gemma-3", 323, 53, Chat("google/gemma-3", 323, 53)),
        new("http://models.github.ai/inference/chat/completions", "github", "openai/gpt-4.1", 324, 54, Chat("openai/gpt-4.1", 324, 54)),
        new("http://router.huggingface.co/v1/chat/completions", "huggingface", "openai/gpt-oss-120b", 325, 55, Chat("openai/gpt-oss-120b",
            325, 55)),
        new("http://dbc-1.cloud.databricks.com/serving-endpoints/databricks-claude-sonnet-4/invocations", "databricks", "claude-sonnet-4",
            326,
            56, Chat("claude-sonnet-4", 326, 56)),
        new("http://a-b.snowflakecomputing.com/api/v2/cortex/inference:complete", "snowflake", "llama3.1-8b", 327, 57,
            Chat("llama3.1-8b", 327, 57)),
        new("http://api.cloudflare.com/client/v4/accounts/a1/ai/run/@cf/meta/llama-3.1-8b-instruct", "cloudflare",
            "@cf/meta/llama-3.1-8b-instruct", 328, 58,
            $$$"""{"result":{"response":"Hello","usage":{{{Counts(328, 58)}}} },"success":true,"errors":[],"messages":[]}""")
        {
            Request = """{"prompt":"hi"}""",
        },
        new("http://api.ai21.com/studio/v1/chat/completions", "ai21", "jamba-large", 329, 59, Chat("jamba-large", 329, 59)),
        new("http://api.writer.com/v1/chat", "writer", "palmyra-x5", 330, 60, Chat("palmyra-x5", 330, 60)),
        new("http://api.replicate.com/v1/predictions/p1", "replicate", "meta/meta-llama-3-70b-instruct", 330, 60, Prediction)
        {
            Method = "GET", Request = "", Unit = "seconds_of_computing 1.5",
        },
        new("http://api.replicate.com/v1/models/meta/meta-llama-3-8b-instruct/predictions", "replicate", "meta/meta-llama-3-8b-instruct",
            331, 61,
            """{"id":"p2","status":"succeeded","urls":{"get":"u"},"metrics":{"input_token_count":331,"output_token_count":61}}""")
        {
            Request = """{"input":{"prompt":"hi"}}""", Status = 201,
        },
        new("http://api.reka.ai/v1/chat", "reka", "reka-flash", 332, 62,
            """
            {"id":"k1","model":"reka-flash","responses":[{"finish_reason":"stop","message":{"content":"Hello","role":"assistant"}}],
            "usage":{"input_tokens":332,"output_tokens":62}}
            """),
        new("http://localhost:11434/api/chat", "ollama", "llama3.2", 333, 63,
            """{"model":"llama3.2","done":true,"prompt_eval_count":333,"eval_count":63}"""),
        new("http://localhost:11434/api/generate", "ollama", "qwen3", 334, 64,
            """
            {"model":"qwen3","response":"Hel","done":false}
            {"model":"qwen3","response":"","done":true,"done_reason":"stop","prompt_eval_count":334,"eval_count":64}

            """) { AnswerType = "application/x-ndjson" },
        new("http://localhost:11434/api/embed", "ollama", "all-minilm", 8, null,
            """{"model":"all-minilm","embeddings":[[0.1]],"total_duration":14,"load_duration":1,"prompt_eval_count":8}"""),
        new("http://vllm.internal:8000/v1/chat/completions", "vllm.internal", "qwen3-32b", 335, 65, Chat("qwen3-32b", 335, 65)),
        new("http://vllm.internal:8000/v1/responses", "vllm.internal", "gpt-oss", 335, 66, Responses("gpt-oss", 335, 66)),
        new("http://vllm.internal:8000/v1/embeddings", "vllm.internal", "bge-m3", 335, null, Embeddings("bge-m3", 335)),
        new("http://localhost:1234/api/v1/chat", "localhost", "qwen3-4b", 336, 66,
            """
            {"model_instance_id":"qwen3-4b","output":[{"type":"message","content":"Hello"}],"response_id":"r","stats":{"input_tokens":336,
            "total_output_tokens":66,"reasoning_output_tokens":0}}
            """),
        new("http://gateway.ai.cloudflare.com/v1/a1/g1/openai/chat/completions", "openai", "gpt-4o", 337, 67, Chat("gpt-4o", 337, 67)),
        new("http://gateway.ai.cloudflare.com/v1/a1/g1/anthropic/v1/messages", "anthropic", "claude-haiku-4-5", 338, 68,
            Message("claude-haiku-4-5", 338, 68)),
    ];
}
