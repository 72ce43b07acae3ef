using System.Text;

namespace TokenTracking.Sqlite.Values;

/// <summary>Text as SQLite keeps it, in UTF-8: a surrogate that stands alone becomes U+FFFD, in JSON as in any other column.</summary>
internal static class SqliteText
{
    /// <summary>The text as it comes back from a column.</summary>
    public static string Of(string text)
        => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
