using System.Collections.Immutable;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>The addresses of billed LLM endpoints.</summary>
internal static class LlmEndpoints
{
    // Paths that only LLM services have.
    private static readonly string[] Distinct =
    [
        "chat/completions", "text/chatcompletion", "openai/deployments/", "/converse-stream", "/invoke-with-response-stream",
        ":generatecontent", ":streamgeneratecontent", ":generateanswer", ":embedcontent", ":batchembedcontents", ":rawpredict",
        ":streamrawpredict", "ml/v1/text/generation", "ml/v1/text/chat", "ml/v1/text/embeddings", "services/aigc/text-generation",
        "services/aigc/multimodal-generation",
        "wenxinworkshop/chat/", "serving-endpoints/databricks-", "fim/completions",
    ];

    // Hosts with the same paths as OpenAI. A prefix before "/openai/" is a gateway to one of them.
    private static readonly string[] LikeOpenAI =
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

    private static readonly string[] Pictures = ["api.openai.com", "openai.azure.com", "services.ai.azure.com", "/openai/v1"];
    private static readonly string[] Speech = ["api.openai.com", "openai.azure.com", "services.ai.azure.com", "/openai/v1", "api.groq.com"];
    private static readonly string[] Cohere = ["api.cohere."];
    private static readonly string[] Ollama = ["ollama", "11434"];

    // Paths that other services have too, with the words that the address or the code around it must contain.
    private static readonly (string Path, string[] Beside)[] Shared =
    [
        ("v1/messages", ["anthropic", "claude-"]),
        ("/messages", ["api.anthropic.com", "anthropic-version"]),
        ("v1/complete", ["anthropic", "claude-"]),
        ("/responses", LikeOpenAI),
        ("/completions", LikeOpenAI),
        ("/embeddings", [.. LikeOpenAI, "api.voyageai.com", "api.jina.ai"]),
        ("/multimodalembeddings", ["api.voyageai.com"]),
        ("/rerank", ["api.voyageai.com", "api.jina.ai"]),
        ("images/generations", Pictures),
        ("images/edits", Pictures),
        ("audio/speech", Speech),
        ("audio/transcriptions", Speech),
        ("audio/translations", Speech),
        ("api/generate", Ollama),
        ("api/chat", Ollama),
        ("api/embed", Ollama),
        ("v1/chat", Cohere),
        ("v2/chat", Cohere),
        ("v1/generate", Cohere),
        ("v1/summarize", Cohere),
        ("v1/embed", Cohere),
        ("v2/embed", Cohere),
        ("/completion", ["llama.cpp", "llamacpp", "llama-server", "llama_cpp"]),
        ("/model/", ["bedrock-runtime"]),
        (":predict", ["/publishers/"]),
        ("text/generation", ["ml.cloud.ibm.com"]),
        ("/ai/run/", ["api.cloudflare.com"]),
        ("/workers-ai/", ["gateway.ai.cloudflare.com"]),
        ("/studio/v1/", ["api.ai21.com"]),
    ];

    // Local servers are recognized by the code around the address.
    private static readonly string[] OwnPaths = ["v1/completions", "v1/embeddings", "v1/responses"];
    private static readonly string[] OwnServers =
        ["ollama", "llama.cpp", "llamacpp", "llama-server", "vllm", "localai", "lmstudio", "lm-studio", "lm studio"];

    // Requests with the same paths that are not billed.
    private static readonly string[] Free =
    [
        "count_tokens", "counttokens", "/files", "/batches", "/input_tokens", "/tokenization", "/tokenize", ":predictlongrunning",
        "/cancel",
    ];

    // The parts that a base address may leave to the path.
    private static readonly string[] Ends =
    [
        "complet", "message", "response", "embed", "generat", "chat", "converse", "invo", "predict", "model/", "models/", "rerank",
        "images/", "audio/", "speech", "transcriptions", "translations", "edits", "run/", "studio/", "summarize", "deployments/", "text/",
        "content",
    ];

    /// <summary>True for the address of an LLM.</summary>
    /// <param name="text">The address, or what is known of it.</param>
    /// <param name="further">The additional addresses from the settings.</param>
    /// <param name="isBeside">Returns true for a word in the source of the containing type, for paths that are not specific by
    /// themselves.</param>
    public static bool Has(string text, ImmutableArray<string> further, Func<string, bool> isBeside)
    {
        if (text.Length < 8)
            return false;
        text = Lowered(text);
        if (Free.Any(part => Contains(text, part)))
            return false;
        if (Distinct.Any(path => Contains(text, path)) || further.Any(part => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0))
            return true;
        foreach (var (path, beside) in Shared)
        {
            if (Contains(text, path) && (beside.Any(word => Contains(text, word))
                || (!NamesHost(text) && beside.Any(word => word[0] != '/' && isBeside(word)))))
                return true;
        }

        return IsOnOwnMachine(text) && OwnPaths.Any(path => Contains(text, path)) && OwnServers.Any(isBeside);
    }

    /// <summary>True for a text that may be the path, or the end of one, of an LLM under some base address.</summary>
    public static bool MayEnd(string text)
    {
        var lowered = Lowered(text);
        return Ends.Any(end => Contains(lowered, end)) || IsEmptyPath(text);
    }

    /// <summary>True for a path that adds nothing to the base address: an empty path, a slash, a query.</summary>
    public static bool IsEmptyPath(string text) => text.Split('?')[0].Trim('/', '.').Length == 0;

    /// <summary>
    /// True for an address with a destination: https://search.example.com/embeddings. For /embeddings, the code around it decides.
    /// </summary>
    public static bool NamesHost(string text)
        => text.IndexOf("://", StringComparison.Ordinal) is var at and > 0 && at + 3 < text.Length
            && (char.IsLetterOrDigit(text[at + 3]) || text[at + 3] == '[');

    /// <summary>True for an address whose beginning is only known at run time.</summary>
    public static bool BeginsOpen(string text) => text.StartsWith(AddressTexts.Open, StringComparison.Ordinal);

    private static bool IsOnOwnMachine(string text)
        => Contains(text, "://localhost") || Contains(text, "://127.") || Contains(text, "://0.0.0.0") || Contains(text, "://[::1]")
            || Contains(text, "://host.docker.internal");

    // All words above are in lower case, so that a long text is changed once, not at each comparison.
    private static string Lowered(string text) => text.ToLowerInvariant();

    private static bool Contains(string lowered, string part) => lowered.IndexOf(part, StringComparison.Ordinal) >= 0;
}
