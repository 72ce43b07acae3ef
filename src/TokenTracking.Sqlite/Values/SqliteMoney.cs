using System.Globalization;
using System.Runtime.InteropServices;

namespace TokenTracking.Sqlite.Values;

/// <summary>
/// An amount of USD as two columns: a whole number of picodollars (10⁻¹² USD), which SQLite sums exactly and at its own speed, or, if
/// the amount does not fit (more than 12 decimals, or beyond 9.2 million USD), decimal text that an aggregate function of this assembly
/// sums.
/// </summary>
/// <remarks>Prices are per million tokens with at most six decimals, so nearly every cost has at most 12.</remarks>
/// <param name="Pico">Picodollars; null if unknown or text.</param>
/// <param name="Text">The amount in invariant decimal notation; null if unknown or picodollars.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SqliteMoney(long? Pico, string? Text)
{
    private const decimal PicoPerUnit = 1_000_000_000_000m;

    // Beyond it a sum of picodollars is no decimal; no file is large enough to reach it.
    private const decimal MaxPico = 1e28m;

    public static SqliteMoney From(decimal? amount)
    {
        if (amount is not { } value)
            return default;
        if (Math.Abs(value) > long.MaxValue / PicoPerUnit)
            return new SqliteMoney(null, ToText(value));
        var pico = value * PicoPerUnit;
        // The product itself may have been rounded: only what leads back to the amount stands for it.
        return decimal.IsInteger(pico) && pico / PicoPerUnit == value
            ? new SqliteMoney((long)pico, null)
            : new SqliteMoney(null, ToText(value));
    }

    /// <summary>The amount; null if unknown.</summary>
    public decimal? Amount => Pico is { } pico ? FromPico(pico) : Text is { } text ? FromText(text) : null;

    /// <summary>An amount in invariant decimal notation; null if unknown.</summary>
    public static string? ToText(decimal? amount) => amount is { } known ? known.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>The amount of a text in invariant decimal notation.</summary>
    public static decimal FromText(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A sum of picodollars in USD.</summary>
    public static decimal FromPico(Int128 sum)
        => sum > (Int128)MaxPico ? decimal.MaxValue : sum < (Int128)(-MaxPico) ? decimal.MinValue : Trim((decimal)sum / PicoPerUnit);

    // Division by a one of 28 decimals drops trailing zeros, so that sums print as they do when added one by one.
    private static decimal Trim(decimal value) => value / 1.0000000000000000000000000000m;
}
