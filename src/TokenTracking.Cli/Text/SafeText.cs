using System.Globalization;

namespace TokenTracking.Cli.Text;

/// <summary>Text out of data, made safe for a terminal: a project's name must not move the cursor or rewrite what was printed.</summary>
internal static class SafeText
{
    /// <summary>The text without control and direction characters; line breaks and tabs become spaces.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line of printable text.</returns>
    public static string Of(string text)
        => text.Any(static c => IsUnsafe(c))
            ? string.Concat(text.Select(static c => c is '\n' or '\t' ? " " : IsUnsafe(c) ? "" : c.ToString()))
            : text;

    /// <summary>The text without the control characters that no spreadsheet needs; line breaks and tabs stay.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text for a CSV field.</returns>
    public static string KeepingLines(string text)
        => text.Any(static c => IsUnsafe(c) && c is not ('\n' or '\r' or '\t'))
            ? string.Concat(text.Where(static c => c is '\n' or '\r' or '\t' || !IsUnsafe(c)))
            : text;

    // Cc: escape sequences begin here. Bidirectional overrides (U+202A to U+202E, U+2066 to U+2069) make text read as what it is not.
    private static bool IsUnsafe(char c)
        => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069';
}
