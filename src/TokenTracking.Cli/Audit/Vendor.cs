namespace TokenTracking.Cli.Audit;

/// <summary>Whose LLM a call reaches, for the reader of a table.</summary>
internal static class Vendor
{
    private static readonly (string Part, string Name)[] OfAddresses =
    [
        ("anthropic", "Anthropic"), ("openai.azure.com", "Azure OpenAI"), ("openai/deployments", "Azure OpenAI"),
        ("services.ai.azure.com", "Azure AI"), ("models.ai.azure.com", "Azure AI"), ("inference.ai.azure.com", "GitHub Models"),
        ("models.github.ai", "GitHub Models"), ("openrouter.ai", "OpenRouter"), ("api.mistral.ai", "Mistral"), ("api.groq.com", "Groq"),
        ("api.deepseek.com", "DeepSeek"), ("api.x.ai", "xAI"), ("perplexity.ai", "Perplexity"), ("cohere", "Cohere"),
        ("bedrock", "Amazon Bedrock"), ("aiplatform.googleapis", "Google Vertex AI"), ("generativelanguage", "Google Gemini"),
        (":generateContent", "Google Gemini"), (":streamGenerateContent", "Google Gemini"), (":embedContent", "Google Gemini"),
        ("api.voyageai", "Voyage"), ("api.openai.com", "OpenAI"), ("11434", "Ollama"), ("ollama", "Ollama"), ("api/generate", "Ollama"),
        ("api/chat", "Ollama"), ("v1/messages", "Anthropic"), ("localhost:1234", "LM Studio"),
    ];

    private static readonly (string Start, string Name)[] OfLibraries =
    [
        ("Azure.AI.OpenAI", "Azure OpenAI"), ("Azure.AI.Inference", "Azure AI"), ("OpenAI", "OpenAI"), ("Anthropic", "Anthropic"),
        ("OllamaSharp", "Ollama"), ("Google.GenAI", "Google Gemini"), ("Google.Cloud.AIPlatform", "Google Vertex AI"),
        ("AWSSDK.BedrockRuntime", "Amazon Bedrock"), ("Mistral", "Mistral"), ("Microsoft.Extensions.AI", "Microsoft.Extensions.AI"),
        ("Microsoft.SemanticKernel", "Semantic Kernel"), ("Microsoft.Agents.AI", "Microsoft.Agents.AI"),
        ("Azure.AI.Agents", "Azure AI"), ("Betalgo", "OpenAI"), ("Claudia", "Anthropic"), ("Mscc.GenerativeAI", "Google Gemini"),
        ("GenerativeAI", "Google Gemini"), ("LLamaSharp", "LLamaSharp"), ("Microsoft.KernelMemory", "Kernel Memory"),
    ];

    /// <summary>The name of the vendor and the way to it: <c>Anthropic (HTTP)</c>, <c>OpenAI (OpenAI)</c>.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The text.</returns>
    public static string Of(AuditedCall call) => call.Way switch
    {
        "http" => $"{OfAddress(call.Call)} (HTTP)",
        "sdk" => $"{OfLibrary(call.Library)} (SDK)",
        _ => call.Call.Split('.')[0],
    };

    private static string OfAddress(string address)
        => OfAddresses.FirstOrDefault(entry => address.Contains(entry.Part, StringComparison.OrdinalIgnoreCase)).Name
            ?? Address.HostOf(address)
            ?? (address.Contains("chat/completions", StringComparison.OrdinalIgnoreCase) ? "OpenAI-compatible" : "LLM");

    private static string OfLibrary(string library)
        => OfLibraries.FirstOrDefault(entry => library.StartsWith(entry.Start, StringComparison.Ordinal)).Name
            ?? (library.Length > 0 ? library : "LLM");
}
