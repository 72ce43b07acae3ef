using System.Runtime.InteropServices;

namespace TokenTracking;

/// <summary>
/// The token counts of one LLM call, in tokens. Counts are kept as disjoint buckets, so that a cached token can never be counted as a
/// fresh one as well; <see cref="InputTokens"/>, <see cref="OutputTokens"/> and <see cref="TotalTokens"/> are sums of them.
/// </summary>
/// <remarks>
/// <para>Every bucket is null if the provider did not report it, and 0 if it reported zero. The default value knows nothing
/// (<see cref="Unknown"/>), which is not the same as a call that used no tokens.</para>
/// <para>Made only by the factories, which name the provider's convention: <see cref="FromInclusive"/> if the input figure contains the
/// cached tokens (OpenAI, Gemini, Microsoft.Extensions.AI), <see cref="FromExclusive"/> if cached tokens are not part of it (Anthropic,
/// Bedrock Converse), <see cref="FromBuckets"/> for counts that are disjoint already.</para>
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly partial record struct TokenUsage
{
    // A bit per bucket instead of a Nullable per bucket: half the size, and a record is copied more often than it is read.
    private readonly Bucket _known;
    private readonly bool _contradictory;

    private readonly long _freshInput;
    private readonly long _cacheRead;
    private readonly long _cacheWrite5m;
    private readonly long _cacheWrite1h;
    private readonly long _cacheWriteOther;
    private readonly long _visibleOutput;
    private readonly long _reasoning;
    private readonly long _audioInput;
    private readonly long _audioOutput;
    private readonly long _imageInput;
    private readonly long _imageOutput;
    private readonly long _serverToolCalls;
    private readonly long _audioCacheRead;
    private readonly long _imageCacheRead;

    [Flags]
    private enum Bucket
    {
        None = 0,
        FreshInput = 1 << 0,
        CacheRead = 1 << 1,
        CacheWrite5m = 1 << 2,
        CacheWrite1h = 1 << 3,
        CacheWriteOther = 1 << 4,
        VisibleOutput = 1 << 5,
        Reasoning = 1 << 6,
        AudioInput = 1 << 7,
        AudioOutput = 1 << 8,
        ImageInput = 1 << 9,
        ImageOutput = 1 << 10,
        ServerToolCalls = 1 << 11,
        AudioCacheRead = 1 << 12,
        ImageCacheRead = 1 << 13,

        Input = FreshInput | CacheRead | CacheWrite,
        CacheWrite = CacheWrite5m | CacheWrite1h | CacheWriteOther,
        Output = VisibleOutput | Reasoning,
    }

    /// <summary>The usage of a call whose provider reported none. Equal to <c>default</c>.</summary>
    public static TokenUsage Unknown => default;

    /// <summary>Input tokens billed at the full input rate, in tokens.</summary>
    public long? FreshInputTokens => Get(Bucket.FreshInput, _freshInput);

    /// <summary>Input tokens read from the provider's prompt cache, in tokens.</summary>
    public long? CacheReadTokens => Get(Bucket.CacheRead, _cacheRead);

    /// <summary>Input tokens written to a cache entry that lives 5 minutes, in tokens.</summary>
    public long? CacheWrite5mTokens => Get(Bucket.CacheWrite5m, _cacheWrite5m);

    /// <summary>Input tokens written to a cache entry that lives 1 hour, in tokens.</summary>
    public long? CacheWrite1hTokens => Get(Bucket.CacheWrite1h, _cacheWrite1h);

    /// <summary>Input tokens written to a cache by a provider that gives no lifetime (OpenAI, Bedrock), in tokens.</summary>
    public long? CacheWriteOtherTokens => Get(Bucket.CacheWriteOther, _cacheWriteOther);

    /// <summary>Output tokens other than reasoning, in tokens. All of the output if the provider reports no split.</summary>
    public long? VisibleOutputTokens => Get(Bucket.VisibleOutput, _visibleOutput);

    /// <summary>Output tokens spent on reasoning (thinking), in tokens.</summary>
    public long? ReasoningTokens => Get(Bucket.Reasoning, _reasoning);

    /// <summary>How many of the input tokens are audio; a part of <see cref="InputTokens"/>, in tokens.</summary>
    public long? AudioInputTokens => Get(Bucket.AudioInput, _audioInput);

    /// <summary>How many of the output tokens are audio; a part of <see cref="OutputTokens"/>, in tokens.</summary>
    public long? AudioOutputTokens => Get(Bucket.AudioOutput, _audioOutput);

    /// <summary>How many of the input tokens are images; a part of <see cref="InputTokens"/>, in tokens.</summary>
    public long? ImageInputTokens => Get(Bucket.ImageInput, _imageInput);

    /// <summary>How many of the output tokens are images; a part of <see cref="OutputTokens"/>, in tokens.</summary>
    public long? ImageOutputTokens => Get(Bucket.ImageOutput, _imageOutput);

    /// <summary>How many of the tokens read from a cache are audio; a part of <see cref="CacheReadTokens"/> and of
    /// <see cref="AudioInputTokens"/>, in tokens. Null if the provider did not say, or if the number of cached tokens is unknown.
    /// </summary>
    public long? AudioCacheReadTokens => Get(Bucket.AudioCacheRead, _audioCacheRead);

    /// <summary>How many of the tokens read from a cache are images; a part of <see cref="CacheReadTokens"/> and of
    /// <see cref="ImageInputTokens"/>, in tokens. Null if the provider did not say, or if the number of cached tokens is unknown.
    /// </summary>
    public long? ImageCacheReadTokens => Get(Bucket.ImageCacheRead, _imageCacheRead);

    /// <summary>Tools that the provider ran on its side and bills by the call (web search and similar), in calls.</summary>
    public long? ServerToolCalls => Get(Bucket.ServerToolCalls, _serverToolCalls);

    /// <summary>Input tokens written to a cache, regardless of the lifetime, in tokens; null if the provider reported no
    /// writes.</summary>
    public long? CacheWriteTokens => Has(Bucket.CacheWrite) ? checked(_cacheWrite5m + _cacheWrite1h + _cacheWriteOther) : null;

    /// <summary>All input tokens: fresh, read from and written to a cache. Null if the provider reported no input.</summary>
    public long? InputTokens => Has(Bucket.Input)
        ? checked(_freshInput + _cacheRead + _cacheWrite5m + _cacheWrite1h + _cacheWriteOther)
        : null;

    /// <summary>All output tokens: visible and reasoning. Null if the provider reported no output.</summary>
    public long? OutputTokens => Has(Bucket.Output) ? checked(_visibleOutput + _reasoning) : null;

    /// <summary>Input and output together, in tokens; null if the provider reported neither.</summary>
    public long? TotalTokens => Has(Bucket.Input | Bucket.Output) ? checked((InputTokens ?? 0) + (OutputTokens ?? 0)) : null;

    /// <summary>True if no count at all is known.</summary>
    public bool IsUnknown => _known == Bucket.None;

    /// <summary>
    /// True if the provider's figures contradict each other: a part above its total, a negative count, a count beyond
    /// <see cref="MaxCount"/>. Such a call is recorded as <see cref="UsageCompleteness.Estimated"/>.
    /// </summary>
    public bool IsContradictory => _contradictory;

    private bool Has(Bucket buckets) => (_known & buckets) != Bucket.None;

    private long? Get(Bucket bucket, long value) => (_known & bucket) != Bucket.None ? value : null;
}
