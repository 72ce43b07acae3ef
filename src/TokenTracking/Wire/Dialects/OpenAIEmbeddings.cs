using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>OpenAI embeddings and everything compatible with them. There is input alone.</summary>
internal static class OpenAIEmbeddings
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "openai.embeddings",
        Provider = "openai",
        Containers = ["usage"],
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        [Input] = ["prompt_tokens"],
        [Output] = ["completion_tokens"],
        [Total] = ["total_tokens"],
        [CacheRead] = OpenAIChat.Cached,
        Cost = OpenAIChat.Costs,
        Signs = [new("object=list", 4), new("data", 1), new("data[].embedding", 3), new("usage.prompt_tokens", 3)],
    };
}
