namespace TokenTracking.Pricing;

/// <summary>The names of the dimensions, in the table and in what is printed.</summary>
internal static class PriceDimensions
{
    /// <summary>The letter of each dimension in the table, by its number.</summary>
    public const string Letters = "iorwhnabcmpkqs";

    private static readonly string[] Names =
    [
        "input", "output", "cache_read", "cache_write_5m", "cache_write_1h", "reasoning", "audio_input", "audio_output", "audio_cache_read",
        "image_input", "image_output", "image_cache_read", "request", "server_tool_call", "cache_write",
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
