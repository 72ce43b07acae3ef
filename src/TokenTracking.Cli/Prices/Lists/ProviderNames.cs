namespace TokenTracking.Cli.Prices.Lists;

/// <summary>A provider of the table.</summary>
/// <param name="Name">Its OpenTelemetry name, or the nearest to one where the convention has none.</param>
/// <param name="Genai">Its id in genai-prices; null if that list has none.</param>
/// <param name="DatedForm">How it spells a dated snapshot of a model: <c>compact</c> (-20260205), <c>dashed</c> (-2026-02-05) or
/// none.</param>
/// <param name="Aliases">Other names that records may carry.</param>
/// <param name="Falls">Providers whose prices apply to models that it does not list, by its own pricing page.</param>
/// <param name="FirstParty">Whether a model without a provider is looked for here.</param>
internal sealed record ProviderName(string Name, string? Genai, string DatedForm, string[] Aliases, string[] Falls, bool FirstParty);

/// <summary>Both lists' provider names, on the names that records carry.</summary>
internal static class ProviderNames
{
    public static readonly ProviderName[] All =
    [
        new("anthropic", "anthropic", "compact", ["claude"], [], true),
        new("openai", "openai", "dashed", [], [], true),
        new("gcp.gemini", "google", "", ["gcp.gen_ai", "gemini", "google"], [], true),
        new("gcp.vertex_ai", "google", "", ["vertex_ai", "vertexai"], [], false),
        new("azure.ai.openai", "azure", "dashed", ["azure", "azure_openai", "az.ai.openai"], ["azure.ai.inference", "openai"], false),
        new("azure.ai.inference", null, "dashed", ["azure_ai", "az.ai.inference"],
            ["azure.ai.openai", "openai", "anthropic", "deepseek", "x_ai", "moonshot_ai"], false),
        new("aws.bedrock", "aws", "", ["bedrock", "aws"], [], false),
        new("mistral_ai", "mistral", "", ["mistral", "mistralai"], [], true),
        new("deepseek", "deepseek", "", [], [], true),
        new("x_ai", "x-ai", "", ["xai", "x-ai"], [], true),
        new("groq", "groq", "", [], [], false),
        new("cohere", "cohere", "", [], [], true),
        new("together_ai", "together", "", ["together", "togetherai"], [], false),
        new("fireworks_ai", "fireworks", "", ["fireworks"], [], false),
        new("openrouter", "openrouter", "", [], [], false),
        new("perplexity", "perplexity", "", [], [], true),
        new("cerebras", "cerebras", "", [], [], false),
        new("moonshot_ai", "moonshotai", "", ["moonshot", "moonshotai"], [], true),
        new("alibaba", null, "", ["dashscope", "alibaba_cloud", "qwen"], [], true),
        new("z_ai", "zai", "", ["zai", "z.ai"], [], true),
        new("ollama", null, "", [], [], false),
        new("local", null, "", ["lm_studio", "llama_cpp", "llamafile", "vllm", "localai"], [], false),
    ];

    public static string? OfLiteLlm(string list) => list switch
    {
        "anthropic" => "anthropic",
        "openai" or "text-completion-openai" => "openai",
        "gemini" => "gcp.gemini",
        "azure" or "azure_text" => "azure.ai.openai",
        "azure_ai" => "azure.ai.inference",
        "bedrock" or "bedrock_converse" or "bedrock_mantle" => "aws.bedrock",
        "mistral" or "codestral" or "text-completion-codestral" => "mistral_ai",
        "deepseek" => "deepseek",
        "xai" => "x_ai",
        "groq" => "groq",
        "cohere" or "cohere_chat" => "cohere",
        "together_ai" => "together_ai",
        "fireworks_ai" or "fireworks_ai-embedding-models" => "fireworks_ai",
        "openrouter" => "openrouter",
        "perplexity" => "perplexity",
        "cerebras" => "cerebras",
        "moonshot" => "moonshot_ai",
        "dashscope" => "alibaba",
        "zai" => "z_ai",
        _ => list.StartsWith("vertex_ai", StringComparison.Ordinal) ? "gcp.vertex_ai" : null,
    };

    /// <summary>The provider's own name of a model, without the list's routing prefix; null for an entry that is not a model (a size class,
    /// an image format).</summary>
    public static string? ModelOfLiteLlm(string key, string list)
    {
        string[] routes = list switch
        {
            "azure_text" => ["azure/"],
            "bedrock_converse" => ["bedrock/"],
            "fireworks_ai-embedding-models" => ["fireworks_ai/"],
            "cohere_chat" => ["cohere_chat/", "cohere/"],
            "vertex_ai" => ["vertex_ai/", "gemini/"],
            _ => list.StartsWith("vertex_ai-", StringComparison.Ordinal) ? ["vertex_ai/"] : [list + "/"],
        };
        var name = key;
        foreach (var route in routes)
        {
            if (name.StartsWith(route, StringComparison.Ordinal))
            {
                name = name[route.Length..];
                break;
            }
        }

        var isFormat = name.Contains("-x-", StringComparison.Ordinal) || name.Contains("-steps/", StringComparison.Ordinal);
        var isSizeClass = name.StartsWith("fireworks-ai-", StringComparison.Ordinal)
            || name.StartsWith("together-ai-", StringComparison.Ordinal);
        return isFormat || isSizeClass ? null : name;
    }
}
