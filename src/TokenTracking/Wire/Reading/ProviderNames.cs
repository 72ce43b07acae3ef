using System.Collections.Concurrent;

namespace TokenTracking.Wire.Reading;

/// <summary>Who answers, by its OpenTelemetry name, from a hint or from the host that was asked.</summary>
internal static class ProviderNames
{
    // The addresses of a program are few, unless they have IDs in them.
    private const int MostKept = 256;

    private static readonly ConcurrentDictionary<string, string?> Found = new(StringComparer.Ordinal);

    private static readonly (string Host, string Name)[] Hosts =
    [
        ("api.anthropic.com", "anthropic"), (".openai.azure.com", "azure.ai.openai"), (".services.ai.azure.com", "azure.ai.openai"),
        (".cognitiveservices.azure.com", "azure.ai.openai"), (".inference.ai.azure.com", "azure.ai.inference"),
        ("models.inference.ai.azure.com", "azure.ai.inference"), ("api.openai.com", "openai"),
        ("generativelanguage.googleapis.com", "gcp.gemini"), ("aiplatform.googleapis.com", "gcp.vertex_ai"),
        ("bedrock-runtime", "aws.bedrock"), ("bedrock-mantle", "aws.bedrock"), ("api.mistral.ai", "mistral_ai"),
        ("codestral.mistral.ai", "mistral_ai"),
        ("api.deepseek.com", "deepseek"), ("api.x.ai", "x_ai"), ("api.groq.com", "groq"), ("api.cohere.com", "cohere"),
        ("api.cohere.ai", "cohere"),
        ("api.perplexity.ai", "perplexity"), ("api.moonshot.", "moonshot_ai"), ("openrouter.ai", "openrouter"),
        ("api.together.", "together"),
        ("api.cerebras.ai", "cerebras"), ("api.z.ai", "zai"), ("open.bigmodel.cn", "zai"), ("ai-gateway.vercel.sh", "vercel"),
        ("dashscope", "alibaba"), ("api.voyageai.com", "voyage"), ("api.fireworks.ai", "fireworks"),
        ("router.huggingface.co", "huggingface"),
        ("api.jina.ai", "jina"), ("api.ai21.com", "ai21"), ("api.sambanova.ai", "sambanova"), ("api.minimax", "minimax"),
        (".volces.com", "volcengine"), ("api.siliconflow.", "siliconflow"), ("api.deepinfra.com", "deepinfra"),
        ("models.github.ai", "github"), ("api.cloudflare.com", "cloudflare"), ("qianfan.baidubce.com", "baidu"),
        ("aip.baidubce.com", "baidu"), (".cloud.databricks.com", "databricks"), (".azuredatabricks.net", "databricks"),
        ("api.nvidia.com", "nvidia"), ("api.hyperbolic.xyz", "hyperbolic"), ("api.novita.ai", "novita"),
        ("api.writer.com", "writer"), ("api.avian.io", "avian"), (".ml.cloud.ibm.com", "ibm.watsonx.ai"),
        ("snowflakecomputing.com", "snowflake"), ("api.replicate.com", "replicate"), ("api.reka.ai", "reka"),
        ("api.studio.nebius", "nebius"), ("api.tokenfactory.nebius", "nebius"), ("api.upstage.ai", "upstage"),
        ("api.stepfun.", "stepfun"), ("api.lingyiwanwu.com", "yi"), ("api.baichuan-ai.com", "baichuan"), ("api.venice.ai", "venice"),
        ("api.featherless.ai", "featherless"), ("api.friendli.ai", "friendli"), ("api.inference.net", "inference_net"),
        ("api.lambda.ai", "lambda"), ("api.inceptionlabs.ai", "inception"), ("api.arcee.ai", "arcee"), ("api.poe.com", "poe"),
        ("inference.baseten.co", "baseten"), ("api.mixedbread.", "mixedbread"), ("api-atlas.nomic.ai", "nomic"),
        (":11434", "ollama"), ("ollama.com", "ollama"),
    ];

    /// <summary>The OpenTelemetry name for any common name of a provider.</summary>
    public static string Normalise(string hint) => hint switch
    {
        "azure" or "azure-openai" or "azure_openai" => "azure.ai.openai",
        "google" or "gemini" or "google-gemini" or "google-gla" => "gcp.gemini",
        "google-vertex" or "vertex" or "vertex_ai" or "vertexai" => "gcp.vertex_ai",
        "bedrock" or "aws-bedrock" or "amazon-bedrock" or "aws" => "aws.bedrock",
        "mistral" => "mistral_ai",
        "xai" or "x-ai" or "x.ai" => "x_ai",
        "moonshot" => "moonshot_ai",
        "voyageai" or "voyage-ai" or "voyage_ai" => "voyage",
        "watsonx" => "ibm.watsonx.ai",
        _ => hint,
    };

    /// <summary>The provider behind a URL; null if the host is not known.</summary>
    public static string? FromEndpoint(string endpoint)
    {
        // A query may have a key in it, which is not kept.
        if (endpoint.Contains('?') || endpoint.Contains('@'))
            return Find(endpoint);
        if (Found.TryGetValue(endpoint, out var known))
            return known;
        if (Found.Count >= MostKept)
            Found.Clear();
        return Found.GetOrAdd(endpoint, Find(endpoint));
    }

    /// <summary>True if an endpoint names a host at all, so that an unknown one is a stranger and not the dialect's own provider.</summary>
    public static bool NamesHost(string endpoint) => endpoint.Contains("://", StringComparison.Ordinal);

    private static string? Find(string endpoint)
    {
        if (endpoint.StartsWith("bedrock:", StringComparison.Ordinal))
            return "aws.bedrock";
        foreach (var (host, name) in Hosts)
        {
            if (endpoint.Contains(host, StringComparison.OrdinalIgnoreCase))
                return name;
        }

        return null;
    }
}
