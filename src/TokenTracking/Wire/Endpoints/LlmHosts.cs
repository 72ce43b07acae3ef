namespace TokenTracking.Wire.Endpoints;

/// <summary>Parts of addresses that identify the services whose paths other services have too. In lower case.</summary>
internal static class LlmHosts
{
    /// <summary>Services with the same paths as OpenAI. A prefix before <c>/openai/</c> is a gateway to one of them.</summary>
    public static readonly string[] LikeOpenAI =
    [
        "api.openai.com", "/openai/", "openai.azure.com", "services.ai.azure.com", "models.ai.azure.com", "inference.ai.azure.com",
        "models.github.ai", "mistral.ai", "api.deepseek.com", "api.groq.com", "api.x.ai", "api.perplexity.ai", "openrouter.ai",
        "api.cerebras.ai", "api.sambanova.ai", "api.together.xyz", "api.together.ai", "api.fireworks.ai", "api.nvidia.com",
        "api.ai21.com", "api.moonshot.", "bigmodel.cn", "api.z.ai", "dashscope", ".volces.com", "api.minimax", "api.siliconflow.",
        "router.huggingface.co", "api.deepinfra.com", "api.hyperbolic.xyz", "api.novita.ai", "api.studio.nebius", "api.upstage.ai",
        "api.stepfun.", "api.lingyiwanwu.com", "api.baichuan-ai.com", "qianfan.baidubce.com", "ai-gateway.vercel.sh",
        "gateway.ai.cloudflare.com", "api.cloudflare.com", "generativelanguage.googleapis.com", "aiplatform.googleapis.com",
        "cloud.databricks.com", "azuredatabricks.net", "ollama", "11434", "localhost:1234", "127.0.0.1:1234",
    ];

    public static readonly string[] Pictures = ["api.openai.com", "openai.azure.com", "services.ai.azure.com", "/openai/v1", "api.x.ai"];

    public static readonly string[] Speech =
        ["api.openai.com", "openai.azure.com", "services.ai.azure.com", "/openai/v1", "api.groq.com", "api.mistral.ai"];

    public static readonly string[] OpenAI = ["api.openai.com", "openai.azure.com", "services.ai.azure.com", "/openai/v1"];

    /// <summary>With the words of code that sends requests to it.</summary>
    public static readonly string[] Anthropic = ["anthropic", "claude-"];

    /// <summary>For a path without a version, which more services have.</summary>
    public static readonly string[] AnthropicAlone = ["api.anthropic.com", "anthropic-version"];

    public static readonly string[] Cohere = ["api.cohere."];

    public static readonly string[] Ollama = ["ollama", "11434"];

    public static readonly string[] Voyage = ["api.voyageai.com"];

    public static readonly string[] Rerankers = ["api.voyageai.com", "api.jina.ai", "api.cohere.", "openrouter.ai"];

    public static readonly string[] Documents = ["api.mistral.ai", "/providers/mistral/"];

    public static readonly string[] LlamaCpp = ["llama.cpp", "llamacpp", "llama-server", "llama_cpp"];

    public static readonly string[] LmStudio = ["lmstudio", "lm-studio", "localhost:1234", "127.0.0.1:1234"];

    public static readonly string[] Replicate = ["api.replicate.com"];

    public static readonly string[] Bedrock = ["bedrock-runtime"];
}
