namespace TokenTracking;

public readonly partial record struct TokenUsage
{
    /// <summary>These counts, overridden by later cumulative ones of the same call: what the later say wins, what they leave out
    /// stays.</summary>
    /// <remarks>A stream's last event often gives a total where an earlier one gave the split (Anthropic's cache writes): a total that
    /// agrees with the split keeps it, any other replaces it whole, since the sum of both would count tokens twice.</remarks>
    internal TokenUsage UpdatedBy(in TokenUsage later)
    {
        if (later.IsUnknown)
            return this;
        var writes = later.Has(Bucket.CacheWrite)
            && !(later.CacheWriteTokens == CacheWriteTokens && later.CacheWriteOtherTokens is not null);
        var output = later.Has(Bucket.Output) && !(later.OutputTokens == OutputTokens && later.ReasoningTokens is null);
        // How other cached tokens were divided says nothing of these.
        var isSameRead = later.CacheReadTokens is null || later.CacheReadTokens == CacheReadTokens;
        return new(
            later.FreshInputTokens ?? FreshInputTokens,
            later.CacheReadTokens ?? CacheReadTokens,
            writes ? later.CacheWrite5mTokens : CacheWrite5mTokens,
            writes ? later.CacheWrite1hTokens : CacheWrite1hTokens,
            writes ? later.CacheWriteOtherTokens : CacheWriteOtherTokens,
            output ? later.VisibleOutputTokens : VisibleOutputTokens,
            output ? later.ReasoningTokens : ReasoningTokens,
            later.AudioInputTokens ?? AudioInputTokens,
            later.AudioOutputTokens ?? AudioOutputTokens,
            later.ImageInputTokens ?? ImageInputTokens,
            later.ImageOutputTokens ?? ImageOutputTokens,
            later.ServerToolCalls ?? ServerToolCalls,
            later.AudioCacheReadTokens ?? (isSameRead ? AudioCacheReadTokens : null),
            later.ImageCacheReadTokens ?? (isSameRead ? ImageCacheReadTokens : null),
            later.IsContradictory || IsContradictory);
    }
}
