using TokenTracking.Usage;

namespace TokenTracking;

public readonly partial record struct TokenUsage
{
    /// <summary>The largest count taken for real, in tokens (10^15). Anything above is noise, and sums of it could overflow.</summary>
    public const long MaxCount = 1_000_000_000_000_000;

    private TokenUsage(
        long? freshInput, long? cacheRead, long? cacheWrite5m, long? cacheWrite1h, long? cacheWriteOther,
        long? visibleOutput, long? reasoning,
        long? audioInput, long? audioOutput, long? imageInput, long? imageOutput, long? serverToolCalls,
        long? audioCacheRead, long? imageCacheRead, bool contradictory)
    {
        _contradictory = contradictory;
        _freshInput = Take(freshInput, Bucket.FreshInput, ref _known, ref _contradictory);
        _cacheRead = Take(cacheRead, Bucket.CacheRead, ref _known, ref _contradictory);
        _cacheWrite5m = Take(cacheWrite5m, Bucket.CacheWrite5m, ref _known, ref _contradictory);
        _cacheWrite1h = Take(cacheWrite1h, Bucket.CacheWrite1h, ref _known, ref _contradictory);
        _cacheWriteOther = Take(cacheWriteOther, Bucket.CacheWriteOther, ref _known, ref _contradictory);
        _visibleOutput = Take(visibleOutput, Bucket.VisibleOutput, ref _known, ref _contradictory);
        _reasoning = Take(reasoning, Bucket.Reasoning, ref _known, ref _contradictory);
        _audioInput = Take(audioInput, Bucket.AudioInput, ref _known, ref _contradictory);
        _audioOutput = Take(audioOutput, Bucket.AudioOutput, ref _known, ref _contradictory);
        _imageInput = Take(imageInput, Bucket.ImageInput, ref _known, ref _contradictory);
        _imageOutput = Take(imageOutput, Bucket.ImageOutput, ref _known, ref _contradictory);
        _serverToolCalls = Take(serverToolCalls, Bucket.ServerToolCalls, ref _known, ref _contradictory);
        // A part of the cached tokens says nothing without them.
        var isCacheReadKnown = Has(Bucket.CacheRead);
        _audioCacheRead = Take(isCacheReadKnown ? audioCacheRead : null, Bucket.AudioCacheRead, ref _known, ref _contradictory);
        _imageCacheRead = Take(isCacheReadKnown ? imageCacheRead : null, Bucket.ImageCacheRead, ref _known, ref _contradictory);
    }

    /// <summary>
    /// Counts of a provider whose input figure <b>contains</b> cached tokens and cache writes: OpenAI, Azure OpenAI, Gemini, DeepSeek,
    /// xAI, Microsoft.Extensions.AI. All arguments in tokens, null if the provider did not say.
    /// </summary>
    /// <param name="input">All input tokens, including cached tokens.</param>
    /// <param name="output">All output tokens; see <paramref name="reasoningIncluded"/>.</param>
    /// <param name="cacheRead">The part of <paramref name="input"/> read from a cache.</param>
    /// <param name="cacheWrite">The part of <paramref name="input"/> written to a cache of unknown lifetime.</param>
    /// <param name="reasoning">Reasoning tokens.</param>
    /// <param name="reasoningIncluded">True if <paramref name="output"/> contains <paramref name="reasoning"/>; false for Gemini, whose
    /// candidates exclude thoughts.</param>
    /// <param name="cacheWrite5m">The part of <paramref name="input"/> written to a 5-minute cache entry.</param>
    /// <param name="cacheWrite1h">The part of <paramref name="input"/> written to a 1-hour cache entry.</param>
    /// <returns>The disjoint counts. Where the parts exceed the total, the input is taken as exclusive and
    /// <see cref="IsContradictory"/> is set: nothing is clamped in silence.</returns>
    public static TokenUsage FromInclusive(
        long? input, long? output, long? cacheRead = null, long? cacheWrite = null, long? reasoning = null, bool reasoningIncluded = true,
        long? cacheWrite5m = null, long? cacheWrite1h = null)
    {
        var contradictory = false;
        var fresh = Without(input, Sum(Sum(cacheRead, cacheWrite), Sum(cacheWrite5m, cacheWrite1h)), ref contradictory);
        var visible = reasoningIncluded ? Without(output, reasoning, ref contradictory) : output;
        return new(
            fresh, cacheRead, cacheWrite5m, cacheWrite1h, cacheWrite, visible, reasoning, null, null, null, null, null, null, null,
            contradictory);
    }

    /// <summary>
    /// Counts of a provider whose input figure <b>excludes</b> cached tokens and cache writes: Anthropic Messages, Bedrock Converse. All
    /// arguments in tokens, null if the provider did not say.
    /// </summary>
    /// <param name="input">Input tokens that neither came from nor went to a cache.</param>
    /// <param name="output">All output tokens; see <paramref name="reasoningIncluded"/>.</param>
    /// <param name="cacheRead">Input tokens read from a cache, in addition to <paramref name="input"/>.</param>
    /// <param name="cacheWrite5m">Input tokens written to a 5-minute cache entry, in addition to <paramref name="input"/>.</param>
    /// <param name="cacheWrite1h">Input tokens written to a 1-hour cache entry, in addition to <paramref name="input"/>.</param>
    /// <param name="cacheWrite">Input tokens written to a cache of unknown lifetime, in addition to <paramref name="input"/>.</param>
    /// <param name="reasoning">Reasoning tokens.</param>
    /// <param name="reasoningIncluded">True if <paramref name="output"/> contains <paramref name="reasoning"/> (Anthropic).</param>
    /// <returns>The disjoint counts.</returns>
    public static TokenUsage FromExclusive(
        long? input, long? output, long? cacheRead = null, long? cacheWrite5m = null, long? cacheWrite1h = null, long? cacheWrite = null,
        long? reasoning = null, bool reasoningIncluded = true)
    {
        var contradictory = false;
        var visible = reasoningIncluded ? Without(output, reasoning, ref contradictory) : output;
        return new(
            input, cacheRead, cacheWrite5m, cacheWrite1h, cacheWrite, visible, reasoning, null, null, null, null, null, null, null,
            contradictory);
    }

    /// <summary>Counts that are disjoint already, as a store keeps them. All arguments in tokens (server tools in calls), null if
    /// unknown; audio and image counts are parts of the input and output.</summary>
    /// <param name="freshInput">See <see cref="FreshInputTokens"/>.</param>
    /// <param name="cacheRead">See <see cref="CacheReadTokens"/>.</param>
    /// <param name="cacheWrite5m">See <see cref="CacheWrite5mTokens"/>.</param>
    /// <param name="cacheWrite1h">See <see cref="CacheWrite1hTokens"/>.</param>
    /// <param name="cacheWriteOther">See <see cref="CacheWriteOtherTokens"/>.</param>
    /// <param name="visibleOutput">See <see cref="VisibleOutputTokens"/>.</param>
    /// <param name="reasoning">See <see cref="ReasoningTokens"/>.</param>
    /// <param name="audioInput">See <see cref="AudioInputTokens"/>.</param>
    /// <param name="audioOutput">See <see cref="AudioOutputTokens"/>.</param>
    /// <param name="imageInput">See <see cref="ImageInputTokens"/>.</param>
    /// <param name="imageOutput">See <see cref="ImageOutputTokens"/>.</param>
    /// <param name="serverToolCalls">See <see cref="ServerToolCalls"/>.</param>
    /// <param name="audioCacheRead">See <see cref="AudioCacheReadTokens"/>.</param>
    /// <param name="imageCacheRead">See <see cref="ImageCacheReadTokens"/>.</param>
    /// <param name="contradictory">See <see cref="IsContradictory"/>.</param>
    /// <returns>The counts.</returns>
    public static TokenUsage FromBuckets(
        long? freshInput = null, long? cacheRead = null, long? cacheWrite5m = null, long? cacheWrite1h = null, long? cacheWriteOther = null,
        long? visibleOutput = null, long? reasoning = null,
        long? audioInput = null, long? audioOutput = null, long? imageInput = null, long? imageOutput = null,
        long? serverToolCalls = null, long? audioCacheRead = null, long? imageCacheRead = null, bool contradictory = false)
        => new(freshInput, cacheRead, cacheWrite5m, cacheWrite1h, cacheWriteOther, visibleOutput, reasoning,
            audioInput, audioOutput, imageInput, imageOutput, serverToolCalls, audioCacheRead, imageCacheRead, contradictory);

    /// <summary>The same counts with those of audio, images and server-side tools. Setting null keeps the current value.</summary>
    /// <param name="audioInput">See <see cref="AudioInputTokens"/>.</param>
    /// <param name="audioOutput">See <see cref="AudioOutputTokens"/>.</param>
    /// <param name="imageInput">See <see cref="ImageInputTokens"/>.</param>
    /// <param name="imageOutput">See <see cref="ImageOutputTokens"/>.</param>
    /// <param name="serverToolCalls">See <see cref="ServerToolCalls"/>.</param>
    /// <param name="audioCacheRead">See <see cref="AudioCacheReadTokens"/>.</param>
    /// <param name="imageCacheRead">See <see cref="ImageCacheReadTokens"/>.</param>
    /// <returns>The extended counts.</returns>
    public TokenUsage WithParts(
        long? audioInput = null, long? audioOutput = null, long? imageInput = null, long? imageOutput = null, long? serverToolCalls = null,
        long? audioCacheRead = null, long? imageCacheRead = null)
        => new(FreshInputTokens, CacheReadTokens, CacheWrite5mTokens, CacheWrite1hTokens, CacheWriteOtherTokens,
            VisibleOutputTokens, ReasoningTokens,
            audioInput ?? AudioInputTokens, audioOutput ?? AudioOutputTokens,
            imageInput ?? ImageInputTokens, imageOutput ?? ImageOutputTokens,
            serverToolCalls ?? ServerToolCalls, audioCacheRead ?? AudioCacheReadTokens, imageCacheRead ?? ImageCacheReadTokens,
            IsContradictory);

    /// <summary>The sum of two calls' counts, bucket by bucket; a bucket is null only if both are. A sum stops at <see cref="MaxCount"/>,
    /// and
    /// <see cref="IsContradictory"/> is then set.</summary>
    /// <param name="left">One call.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    public static TokenUsage operator +(in TokenUsage left, in TokenUsage right)
    {
        var contradictory = left.IsContradictory || right.IsContradictory;
        return new(
            Sum(left.FreshInputTokens, right.FreshInputTokens, ref contradictory),
            Sum(left.CacheReadTokens, right.CacheReadTokens, ref contradictory),
            Sum(left.CacheWrite5mTokens, right.CacheWrite5mTokens, ref contradictory),
            Sum(left.CacheWrite1hTokens, right.CacheWrite1hTokens, ref contradictory),
            Sum(left.CacheWriteOtherTokens, right.CacheWriteOtherTokens, ref contradictory),
            Sum(left.VisibleOutputTokens, right.VisibleOutputTokens, ref contradictory),
            Sum(left.ReasoningTokens, right.ReasoningTokens, ref contradictory),
            Sum(left.AudioInputTokens, right.AudioInputTokens, ref contradictory),
            Sum(left.AudioOutputTokens, right.AudioOutputTokens, ref contradictory),
            Sum(left.ImageInputTokens, right.ImageInputTokens, ref contradictory),
            Sum(left.ImageOutputTokens, right.ImageOutputTokens, ref contradictory),
            Sum(left.ServerToolCalls, right.ServerToolCalls, ref contradictory),
            Sum(left.AudioCacheReadTokens, right.AudioCacheReadTokens, ref contradictory),
            Sum(left.ImageCacheReadTokens, right.ImageCacheReadTokens, ref contradictory),
            contradictory);
    }

    /// <summary>The sum of two calls' counts; the method form of the operator.</summary>
    /// <param name="left">One call.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    public static TokenUsage Add(in TokenUsage left, in TokenUsage right) => left + right;

    private static long Take(long? value, Bucket bucket, ref Bucket known, ref bool contradictory)
    {
        if (value is not { } count)
            return 0;
        if (count is < 0 or > MaxCount)
        {
            contradictory = true;
            return 0;
        }

        known |= bucket;
        return count;
    }

    private static long? Sum(long? left, long? right)
        => left is null && right is null ? null : Saturating.Add(left ?? 0, right ?? 0);

    private static long? Sum(long? left, long? right, ref bool contradictory)
    {
        var sum = Sum(left, right);
        if (sum is null or <= MaxCount)
            return sum;
        contradictory = true;
        return MaxCount;
    }

    private static long? Without(long? total, long? parts, ref bool contradictory)
    {
        if (total is null || parts is null)
            return total;
        if (parts > total)
        {
            contradictory = true;
            return total;
        }

        return Saturating.Add(total.Value, -Math.Max(parts.Value, -long.MaxValue));
    }
}
