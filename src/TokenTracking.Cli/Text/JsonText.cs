using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TokenTracking.Cli.Text;

/// <summary>How all commands write JSON: camelCase, nulls written, money as exact numbers, instants in UTC. Each command declares its own
/// documents in a serializer context next to them.</summary>
internal static class JsonText
{
    /// <summary>The options of a command's serializer context.</summary>
    /// <param name="indented">True for one document over several lines; false for one document a line.</param>
    /// <returns>The options.</returns>
    // The output goes to a terminal or a file, never into HTML: names remain legible, and control characters are still escaped.
    public static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An instant in UTC: <c>2026-11-22T10:00:00Z</c>.</summary>
    /// <param name="time">The instant; null for none.</param>
    /// <returns>The text; null for none.</returns>
    public static string? Instant(DateTimeOffset? time)
        => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same amount without trailing zeros: <c>0.0012</c>, not <c>0.001200</c>.</summary>
    /// <param name="amount">The amount; null if unknown.</param>
    /// <returns>The amount, exact.</returns>
    public static decimal? Exact(decimal? amount) => amount is { } known ? Exact(known) : null;

    /// <summary>The same amount without trailing zeros.</summary>
    /// <param name="amount">The amount.</param>
    /// <returns>The amount, exact.</returns>
    public static decimal Exact(decimal amount) => amount / 1.0000000000000000000000000000m;
}
