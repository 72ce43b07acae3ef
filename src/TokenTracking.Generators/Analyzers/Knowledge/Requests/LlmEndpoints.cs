using System.Collections.Immutable;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>The addresses under which LLMs answer and bill.</summary>
internal static class LlmEndpoints
{
    // Paths that nothing but an LLM has.
    private static readonly string[] Distinct =
    [
        "chat/completions", "text/chatcompletion", "openai/deployments/", "/converse-stream", "/invoke-with-response-stream",
        ":generatecontent", ":streamgeneratecontent", ":generateanswer", ":embedcontent", ":batchembedcontents", ":rawpredict",
        ":streamrawpredict", "ml/v1/text/generation", "ml/v1/text/chat", "ml/v1/text/embeddings", "services/aigc/text-generation",
        "services/aigc/multimodal-generation",
        "wenxinworkshop/chat/", "serving-endpoints/databricks-", "fim/completions",
    ];

    // Hosts whose services follow OpenAI's paths. What stands in front of "/openai/" is a gateway to one.
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

    // Paths that others have too, and what has to stand in the address or beside it.
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

    // What runs on a machine of one's own, says the code beside the address.
    private static readonly string[] OwnPaths = ["v1/completions", "v1/embeddings", "v1/responses"];
    private static readonly string[] OwnServers =
        ["ollama", "llama.cpp", "llamacpp", "llama-server", "vllm", "localai", "lmstudio", "lm-studio", "lm studio"];

    // Under the same paths, without a bill.
    private static readonly string[] Free =
    [
        "count_tokens", "counttokens", "/files", "/batches", "/input_tokens", "/tokenization", "/tokenize", ":predictlongrunning",
        "/cancel",
    ];

    // What a base address may leave to the path.
    private static readonly string[] Ends =
    [
        "complet", "message", "response", "embed", "generat", "chat", "converse", "invo", "predict", "model/", "models/", "rerank",
        "images/", "audio/", "speech", "transcriptions", "translations", "edits", "run/", "studio/", "summarize", "deployments/", "text/",
        "content",
    ];

    /// <summary>True for the address of an LLM.</summary>
    /// <param name="text">The address, or what is known of it.</param>
    /// <param name="further">What a team's own addresses have in them.</param>
    /// <param name="isBeside">True for a word in the source of the type around it, for paths that are not telling by themselves.</param>
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

    /// <summary>True for a path that adds nothing to the base address: none, a slash, a query.</summary>
    public static bool IsEmptyPath(string text) => text.Split('?')[0].Trim('/', '.').Length == 0;

    /// <summary>
    /// True for an address that says where it goes: https://search.example.com/embeddings; /embeddings leaves that to the code around it.
    /// </summary>
    public static bool NamesHost(string text)
        => text.IndexOf("://", StringComparison.Ordinal) is var at and > 0 && at + 3 < text.Length
            && (char.IsLetterOrDigit(text[at + 3]) || text[at + 3] == '[');

    /// <summary>True for an address that begins with what only a run knows.</summary>
    public static bool BeginsOpen(string text) => text.StartsWith(AddressTexts.Open, StringComparison.Ordinal);

    private static bool IsOnOwnMachine(string text)
        => Contains(text, "://localhost") || Contains(text, "://127.") || Contains(text, "://0.0.0.0") || Contains(text, "://[::1]")
            || Contains(text, "://host.docker.internal");

    // All words above are in lower case, so that a long text is changed once, not at each comparison.
    private static string Lowered(string text) => text.ToLowerInvariant();

    private static bool Contains(string lowered, string part) => lowered.IndexOf(part, StringComparison.Ordinal) >= 0;
}
