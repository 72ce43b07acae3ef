using System.Buffers.Text;
using System.Text;

namespace TokenTracking.Wire.Json;

/// <summary>Resolves the escapes of a short JSON text in place.</summary>
internal static class JsonEscapes
{
    public static ReadOnlySpan<byte> Resolve(Span<byte> text)
    {
        var to = 0;
        for (var from = 0; from < text.Length; from++)
        {
            if (text[from] != '\\' || from + 1 == text.Length)
            {
                text[to++] = text[from];
                continue;
            }

            var letter = text[++from];
            if (letter == 'u' && TryRune(text[(from + 1)..], out var rune, out var length))
            {
                // A rune is never longer in UTF-8 than its escape.
                to += rune.EncodeToUtf8(text[to..]);
                from += length;
                continue;
            }

            text[to++] = letter switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'r' => (byte)'\r',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                _ => letter,
            };
        }

        return text[..to];
    }

    private static bool TryRune(ReadOnlySpan<byte> hex, out Rune rune, out int length)
    {
        rune = Rune.ReplacementChar;
        length = 4;
        if (!TryUnit(hex, out var unit))
            return false;
        if (Rune.TryCreate(unit, out rune))
            return true;
        if (hex.Length >= 10 && hex[4] == '\\' && hex[5] == 'u' && TryUnit(hex[6..], out var low) && Rune.TryCreate(unit, low, out rune))
            length = 10;
        else
            rune = Rune.ReplacementChar;
        return true;
    }

    private static bool TryUnit(ReadOnlySpan<byte> hex, out char unit)
    {
        unit = default;
        if (hex.Length < 4 || !Utf8Parser.TryParse(hex[..4], out ushort value, out var used, 'X') || used != 4)
            return false;
        unit = (char)value;
        return true;
    }
}
