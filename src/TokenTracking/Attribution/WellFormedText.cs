using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace TokenTracking.Attribution;

/// <summary>Names that every store and every report writes alike: text that is not valid UTF-16 would be one name in memory and another one
/// in a file, or none at all in JSON.</summary>
internal static class WellFormedText
{
    /// <summary>True if no surrogate stands alone; otherwise, false.</summary>
    public static bool Is(string? text)
    {
        if (text is null)
            return true;
        var at = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        return at < 0 || IsFrom(text.AsSpan(at));
    }

    /// <summary>The text with a replacement character (U+FFFD) for each surrogate that stands alone.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text) => text is null || Is(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static bool IsFrom(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            text = text[length..];
        }

        return true;
    }
}
