namespace TokenTracking.Pricing.Rates;

/// <summary>The names of the dimensions, in the table and in what is printed.</summary>
internal static class PriceDimensions
{
    /// <summary>The letter of each dimension in the table, by its number.</summary>
    public const string Letters = "iorwhnabcmpkqs";

    private static readonly string[] Names =
    [
        "input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h", "reasoning", "audioInput", "audioOutput", "audioCacheRead",
        "imageInput", "imageOutput", "imageCacheRead", "request", "serverToolCall", "cacheWrite",
    ];

    public static string NameOf(PriceDimension dimension) => Names[(int)dimension];

    public static PriceDimension? Parse(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index < 0 ? null : (PriceDimension)index;
    }

    public static bool IsCounted(PriceDimension dimension) => dimension is PriceDimension.Request or PriceDimension.ServerToolCall;

    public static bool IsOutput(PriceDimension dimension)
        => dimension is PriceDimension.Output or PriceDimension.Reasoning or PriceDimension.AudioOutput or PriceDimension.ImageOutput;
}
