namespace TokenTracking.Usage;

/// <summary>What the counts of a call say about a part of the input (its audio, its images) and the cache.</summary>
internal static class CachedPart
{
    /// <summary>Checks whether the other counts leave open how many tokens of a part were read from the cache.</summary>
    /// <param name="part">The tokens of the part.</param>
    /// <param name="fresh">The fresh tokens of the input.</param>
    /// <param name="written">The tokens written to a cache.</param>
    /// <param name="read">The tokens read from a cache.</param>
    /// <returns>True if they do; otherwise, false: none or all of them, or as many as fit nowhere else.</returns>
    public static bool IsOpen(long part, long fresh, long written, long read)
        => Math.Max(part - fresh - written, 0) < Math.Min(part, read);
}
