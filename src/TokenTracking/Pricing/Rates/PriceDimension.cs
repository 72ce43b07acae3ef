namespace TokenTracking.Pricing;

/// <summary>What a price is for. Token dimensions are priced per million tokens, the others per million calls.</summary>
public enum PriceDimension
{
    /// <summary>Fresh input tokens.</summary>
    Input = 0,

    /// <summary>Output tokens; reasoning too, unless it has a separate price.</summary>
    Output = 1,

    /// <summary>Input tokens read from a prompt cache.</summary>
    CacheRead = 2,

    /// <summary>Input tokens written to a cache entry that lives 5 minutes; the one write price of providers that give no
    /// lifetime.</summary>
    CacheWrite5m = 3,

    /// <summary>Input tokens written to a cache entry that lives 1 hour.</summary>
    CacheWrite1h = 4,

    /// <summary>Reasoning tokens, where listed apart from the output.</summary>
    Reasoning = 5,

    /// <summary>Audio input tokens.</summary>
    AudioInput = 6,

    /// <summary>Audio output tokens.</summary>
    AudioOutput = 7,

    /// <summary>Audio input tokens read from a cache.</summary>
    AudioCacheRead = 8,

    /// <summary>Image input tokens.</summary>
    ImageInput = 9,

    /// <summary>Image output tokens.</summary>
    ImageOutput = 10,

    /// <summary>Image input tokens read from a cache.</summary>
    ImageCacheRead = 11,

    /// <summary>The request itself.</summary>
    Request = 12,

    /// <summary>A tool that the provider ran on its side: a web search and similar.</summary>
    ServerToolCall = 13,

    /// <summary>Input tokens written to a cache of unstated lifetime. Never listed itself: <see cref="CacheWrite5m"/> is its
    /// price.</summary>
    CacheWriteOther = 14,
}
