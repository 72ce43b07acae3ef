namespace TokenTracking.Prices.Check;

/// <summary>
/// A usage of the grid. <paramref name="Input"/> and <paramref name="Output"/> are the totals; all others but the searches are parts of
/// them.
/// </summary>
internal sealed record Usage(long Input, long Output)
{
    public long Read { get; init; }

    public long Write { get; init; }

    public long Write1h { get; init; }

    public long Reasoning { get; init; }

    public long AudioIn { get; init; }

    public long AudioOut { get; init; }

    public long ImageIn { get; init; }

    public long ImageOut { get; init; }

    public long Searches { get; init; }

    public long Fresh => Input - Read - Write - Write1h;

    /// <summary>Audio (images) beyond the fresh input are from the cache.</summary>
    public long AudioRead => Math.Max(0, AudioIn - Fresh);

    public long ImageRead => Math.Max(0, ImageIn - Math.Max(0, Fresh - AudioIn));

    public TokenUsage ToTokens() => TokenUsage
        .FromInclusive(Input, Output, cacheRead: Read, reasoning: Reasoning, cacheWrite5m: Write, cacheWrite1h: Write1h)
        .WithParts(audioInput: AudioIn, audioOutput: AudioOut, imageInput: ImageIn, imageOutput: ImageOut, serverToolCalls: Searches);

    /// <summary>One below, at and one above each boundary, with and without each part.</summary>
    public static IEnumerable<Usage> Grid(IEnumerable<long> boundaries)
    {
        long[] inputs = [0, 1, 1_000, 100_003, .. boundaries.Distinct().SelectMany(static b => new[] { b - 1, b, b + 1 })];
        foreach (var input in inputs)
        {
            yield return new(input, 0);
            yield return new(input, 777);
            yield return new(input, 777) { Reasoning = 300 };
            yield return new(input, 777) { Read = input / 2 };
            yield return new(input, 13) { Read = input };
            yield return new(input, 777) { Read = input / 3, Write = input / 5 };
            yield return new(input, 1) { Write = input };
            yield return new(input, 777) { Read = input / 3, Write = input / 5, Write1h = input / 7, Reasoning = 301 };
            yield return new(input, 1) { Write1h = input };
            yield return new(input, 777) { AudioIn = input / 2 };
            yield return new(input, 777) { AudioIn = input / 2, AudioOut = 500 };
            yield return new(input, 777) { AudioIn = input, Read = input };
            yield return new(input, 777) { ImageIn = input / 2 };
            yield return new(input, 777) { ImageIn = input / 2, ImageOut = 500 };
            yield return new(input, 777) { ImageIn = input, Read = input };
            yield return new(
                input, 777) { AudioIn = input / 3, ImageIn = input / 4, Read = input / 5, AudioOut = 100, ImageOut = 200, Reasoning = 300 };
            yield return new(input, 777) { Searches = 1 };
            yield return new(input, 0) { Searches = 3, Read = input / 2 };
        }
    }
}
