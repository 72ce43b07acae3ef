using System.Text.Json;
using System.Text.RegularExpressions;

namespace TokenTracking.Cli.Input;

/// <summary>Reads the fields of one JSON Lines object; a wrong type is said with the field's name.</summary>
internal static partial class LineFields
{
    /// <summary>A text, or a number as its text.</summary>
    /// <param name="line">The object.</param>
    /// <param name="name">The field.</param>
    /// <returns>The text; null where the field is absent or null.</returns>
    /// <exception cref="BadLineException">It is something else.</exception>
    public static string? OptionalText(this JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => TextOf(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new BadLineException($"'{name}' is not a text."),
        };
    }

    /// <summary>A whole number.</summary>
    /// <param name="line">The object.</param>
    /// <param name="name">The field.</param>
    /// <returns>The number; null where the field is absent or null.</returns>
    /// <exception cref="BadLineException">It is something else.</exception>
    public static long? OptionalWhole(this JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole)
            ? whole
            : throw new BadLineException($"'{name}' is not a whole number.");
    }

    /// <summary>The text of a JSON string. Half of a surrogate pair, which a body cut at its end can leave, becomes U+FFFD.</summary>
    /// <param name="value">A JSON string.</param>
    /// <returns>The text.</returns>
    public static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            using var whole = JsonDocument.Parse(Escapes.Replace(
                value.GetRawText(), static escape => escape.Groups["half"].Success ? "\\ufffd" : escape.Value));
            return whole.RootElement.GetString()!;
        }
    }

    // Every escape is matched, so that an escaped backslash before "ud83d" is not taken for the beginning of one.
    [GeneratedRegex(
        """\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.""",
        RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Escapes { get; }
}
