using System.Globalization;

namespace TokenTracking.Tracking;

/// <summary>Text for one line of a log.</summary>
internal static class LogText
{
    /// <summary>The text with a space for each control character and line separator.</summary>
    public static string OneLine(string text)
        => text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text.Any(static c => IsUnsafe(c))
            ? string.Concat(text.Select(static c => IsUnsafe(c) ? ' ' : c))
            : text;

    private static bool IsUnsafe(char c)
        => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069';
}
