using System.Globalization;

namespace TokenTracking.Cli.Text;

/// <summary>The format of figures in tables. Figures are rounded only here.</summary>
internal static class Shown
{
    /// <summary>The text for an unknown figure.</summary>
    public const string Unknown = "–";

    /// <summary>A count with thousands apart: <c>1,234,567</c>.</summary>
    /// <param name="count">The count; null if unknown.</param>
    /// <returns>The text.</returns>
    public static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary>
    /// An amount of money: cents from a dollar on, four digits behind the point below it, and four significant digits below a cent, so that
    /// what costs little never reads as nothing.
    /// </summary>
    /// <param name="usd">The amount in USD; null if unknown.</param>
    /// <returns>The text.</returns>
    public static string Money(decimal? usd)
    {
        if (usd is not { } amount)
            return Unknown;
        var size = Math.Abs(amount);
        var digits = size switch
        {
            0 or >= 1 => 2,
            >= 0.01m => 4,
            _ => Math.Min(LeadingZeros(size) + 4, 28),
        };
        var text = size.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (digits > 4)
            text = text.TrimEnd('0');
        return (amount < 0 ? "-$" : "$") + text;
    }

    /// <summary>A number with its noun: <c>1 call</c>, <c>3 calls</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one of them.</param>
    /// <returns>The text.</returns>
    public static string Of(long count, string one) => count == 1 ? $"1 {one}" : $"{Count(count)} {one}s";

    private static int LeadingZeros(decimal below1)
    {
        var zeros = 0;
        for (var scaled = below1 * 10; scaled < 1; scaled *= 10)
            zeros++;
        return zeros;
    }
}
