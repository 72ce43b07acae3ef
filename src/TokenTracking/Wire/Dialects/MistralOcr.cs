namespace TokenTracking.Wire.Dialects;

/// <summary>Mistral's document processing: it counts pages, and no tokens.</summary>
internal static class MistralOcr
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "mistral.ocr",
        Provider = "mistral_ai",
        Containers = ["usage_info"],
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        Units = [new("pages", "pages_processed")],
        ResponseId = [],
        Signs = [new("usage_info.pages_processed", 8)],
    };
}
