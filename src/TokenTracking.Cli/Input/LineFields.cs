using System.Text.Json;

namespace TokenTracking.Cli.Input;

/// <summary>Reads the fields of one JSON Lines object; a wrong type is said with the field's name.</summary>
internal static class LineFields
{
    /// <summary>A text, or a number as its text.</summary>
    /// <param name="line">The object.</param>
    /// <param name="name">The field.</param>
    /// <returns>The text; null if the field is absent or null.</returns>
    /// <exception cref="BadLineException">It is something else.</exception>
    public static string? OptionalText(this JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new BadLineException($"'{name}' is not a string."),
        };
    }

    /// <summary>A whole number.</summary>
    /// <param name="line">The object.</param>
    /// <param name="name">The field.</param>
    /// <returns>The number; null if the field is absent or null.</returns>
    /// <exception cref="BadLineException">It is something else.</exception>
    public static long? OptionalWhole(this JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole))
            return whole;

        // 1000.0 and 1e3 are whole: scripts that read counts as floating-point numbers write them so.
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number == decimal.Truncate(number)
            && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : throw new BadLineException($"'{name}' is not a whole number.");
    }
}
