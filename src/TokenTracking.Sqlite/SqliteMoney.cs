using System.Globalization;
using System.Runtime.InteropServices;

namespace TokenTracking.Sqlite;

/// <summary>
/// An amount of USD as two columns: a whole number of picodollars (10⁻¹² USD), which SQLite sums exactly and at its own speed, or, where the
/// amount does not fit (more than 12 decimals, or beyond 9.2 million USD), decimal text that an aggregate of ours sums.
/// </summary>
/// <remarks>Prices are per million tokens with at most six decimals, so nearly every cost has at most 12.</remarks>
/// <param name="Pico">Picodollars; null where unknown or text.</param>
/// <param name="Text">The amount in invariant decimal notation; null where unknown or picodollars.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SqliteMoney(long? Pico, string? Text)
{
    private const decimal PicoPerUnit = 1_000_000_000_000m;

    public static SqliteMoney From(decimal? amount)
    {
        if (amount is not { } value)
            return default;
        if (Math.Abs(value) > long.MaxValue / PicoPerUnit)
            return new SqliteMoney(null, ToText(value));
        var pico = value * PicoPerUnit;
        // The product itself may have been rounded: only what leads back to the amount stands for it.
        return decimal.IsInteger(pico) && pico / PicoPerUnit == value ? new SqliteMoney((long)pico, null) : new SqliteMoney(null, ToText(value));
    }

    public static string ToText(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    public static decimal FromText(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The sum of both columns: picodollars in two halves that cannot overflow, and text.</summary>
    /// <param name="billions">The sum of picodollars divided by 10⁹, whole part.</param>
    /// <param name="rest">The sum of what that division left over.</param>
    /// <param name="text">The sum of the amounts that are text.</param>
    public static decimal Sum(long billions, long rest, decimal text)
        => Trim((billions * 1_000_000_000m + rest) / PicoPerUnit + text);

    // Division by a one of 28 decimals drops trailing zeros, so that sums print as they do when added one by one.
    private static decimal Trim(decimal value) => value / 1.0000000000000000000000000000m;
}
