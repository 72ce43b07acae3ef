namespace TokenTracking.Storage.Journals;

/// <summary>Token counts as bytes: a bit per known bucket, then the known buckets as counts.</summary>
internal static class TokenUsageCodec
{
    private const int Buckets = 14;
    private const uint Contradictory = 1u << 31;

    public static void Write(TokenUsage usage, FrameBuffer buffer)
    {
        ReadOnlySpan<long?> values =
        [
            usage.FreshInputTokens, usage.CacheReadTokens, usage.CacheWrite5mTokens, usage.CacheWrite1hTokens, usage.CacheWriteOtherTokens,
            usage.VisibleOutputTokens, usage.ReasoningTokens,
            usage.AudioInputTokens, usage.AudioOutputTokens, usage.ImageInputTokens, usage.ImageOutputTokens, usage.ServerToolCalls,
            usage.AudioCacheReadTokens, usage.ImageCacheReadTokens,
        ];
        var known = usage.IsContradictory ? Contradictory : 0;
        for (var i = 0; i < values.Length; i++)
            known |= values[i] is null ? 0 : 1u << i;
        buffer.WriteUInt32(known);
        foreach (var value in values)
        {
            if (value is { } count)
                buffer.WriteCount((ulong)count);
        }
    }

    public static TokenUsage Read(ref FrameScanner scanner)
    {
        var known = scanner.ReadUInt32();
        Span<long?> values = stackalloc long?[Buckets];
        for (var i = 0; i < Buckets; i++)
            values[i] = (known & (1u << i)) != 0 ? (long)scanner.ReadCount() : null;
        return TokenUsage.FromBuckets(
            values[0], values[1], values[2], values[3], values[4], values[5], values[6],
            values[7], values[8], values[9], values[10], values[11], values[12], values[13],
            (known & Contradictory) != 0);
    }
}
