namespace TokenTracking.Prices.Check;

/// <summary>A usage of the grid. <paramref name="Input"/> is the total; the cache counts are parts of it.</summary>
internal sealed record Usage(long Input, long Read, long Write, long Write1h, long Output, long Reasoning, long AudioIn, long AudioOut)
{
    public long Fresh => Input - Read - Write - Write1h;

    public TokenUsage ToTokens() => TokenUsage
        .FromInclusive(Input, Output, cacheRead: Read, reasoning: Reasoning, cacheWrite5m: Write, cacheWrite1h: Write1h)
        .WithParts(audioInput: AudioIn, audioOutput: AudioOut);

    /// <summary>One below, at and one above each boundary, with and without each part.</summary>
    public static IEnumerable<Usage> Grid(IEnumerable<long> boundaries)
    {
        long[] inputs = [0, 1, 1_000, 100_003, .. boundaries.Distinct().SelectMany(static b => new[] { b - 1, b, b + 1 })];
        foreach (var input in inputs)
        {
            yield return new(input, 0, 0, 0, 0, 0, 0, 0);
            yield return new(input, 0, 0, 0, 777, 0, 0, 0);
            yield return new(input, 0, 0, 0, 777, 300, 0, 0);
            yield return new(input, input / 2, 0, 0, 777, 0, 0, 0);
            yield return new(input, input - (input / 7), 0, 0, 13, 0, 0, 0);
            yield return new(input, input / 3, input / 5, 0, 777, 0, 0, 0);
            yield return new(input, input / 3, input / 5, input / 7, 777, 301, 0, 0);
            yield return new(input, 0, 0, input, 1, 0, 0, 0);
            yield return new(input, 0, 0, 0, 777, 0, input / 2, 0);
            yield return new(input, 0, 0, 0, 777, 0, input / 2, 500);
        }
    }
}
