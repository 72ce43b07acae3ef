namespace TokenTracking.Wire.Dialects;

/// <summary>OpenAI's videos: billed by the second, as long as was requested. The response is that of a job that has begun.</summary>
internal static class OpenAIVideos
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "openai.videos",
        Provider = "openai",
        Containers = [""],
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        Units = [new("seconds", "seconds")],
        Signs = [new("object=video", 8)],
    };
}
