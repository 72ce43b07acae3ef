using System.Globalization;
using System.Text;

namespace TokenTracking.Cli.Input;

/// <summary>
/// Escaped halves of surrogate pairs in JSON text (<c>\ud83d</c> alone), which a body leaves that was cut at its end. They are valid JSON
/// and no valid text: reading such a string or comparing such a name would fail.
/// </summary>
internal static class HalfPairs
{
    private const int EscapeLength = 6;

    /// <summary>The same JSON with U+FFFD instead of each half.</summary>
    /// <param name="json">JSON text.</param>
    /// <returns>The same text if there is none.</returns>
    public static string Replace(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
            return json;

        StringBuilder? repaired = null;
        var copied = 0;
        for (var at = json.IndexOf('\\'); at >= 0 && at < json.Length; at = Next(json, at))
        {
            if (SurrogateAt(json, at) is not { } first)
            {
                // Another escape: its second character is taken with it, so that an escaped backslash begins nothing.
                at += 2;
            }
            else if (char.IsHighSurrogate(first) && SurrogateAt(json, at + EscapeLength) is { } second && char.IsLowSurrogate(second))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                (repaired ??= new StringBuilder(json.Length)).Append(json, copied, at - copied).Append("\\ufffd");
                at += EscapeLength;
                copied = at;
            }
        }

        return repaired is null ? json : repaired.Append(json, copied, json.Length - copied).ToString();
    }

    private static int Next(string json, int from) => from >= json.Length ? -1 : json.IndexOf('\\', from);

    private static char? SurrogateAt(string json, int at)
        => at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && char.IsSurrogate((char)code)
            ? (char)code
            : null;
}
