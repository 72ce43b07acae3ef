using System.Buffers.Text;
using System.Text;
using TokenTracking.Pricing.Models;

namespace TokenTracking.Pricing.Tables;

/// <summary>Reads the table that build/prices writes: tab-separated lines, one provider, model or row each. Names are read at once, rows
/// when a model is first asked for.</summary>
internal sealed partial class PriceTableReader(byte[] table) : IPriceRows
{
    // As many digits as a long is sure to hold.
    private const int MaxDigits = 18;

    private readonly Dictionary<char, PriceSource> _sources = [];

    public string Id { get; private set; } = "";

    public List<ProviderPrices> ReadProviders()
    {
        var providers = new List<ProviderPrices>(32);
        ProviderPrices? provider = null;
        var position = 0;
        Span<Range> ranges = stackalloc Range[8];
        while (position < table.Length)
        {
            var line = LineAt(position);
            var next = position + line.Length + 1;
            var kind = line[0];
            if (kind == (byte)'r')
            {
                position = next;
                continue;
            }

            var fields = ranges[..Split(line, ranges)];
            if (kind == (byte)'m')
                provider!.Add(ReadModel(provider.Name, line, fields, next));
            else if (kind == (byte)'p')
                providers.Add(provider = ReadProvider(line, fields));
            else if (kind == (byte)'s')
                _sources[(char)line[fields[1]][0]] = new PriceSource(Text(line[fields[2]]), Day(line[fields[3]]), Text(line[fields[4]]));
            else
                Id = Text(line[fields[1]]);
            position = next;
        }

        return providers;
    }

    private static ProviderPrices ReadProvider(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields)
        => new(Text(line[fields[1]]), Names(line[fields[2]]), Names(line[fields[3]]), Text(line[fields[4]]), !line[fields[5]].IsEmpty);

    private ModelPrice ReadModel(string provider, ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields, int rowsAt)
        => new(provider, Text(line[fields[1]]), Names(line[fields[2]]), Traits(line[fields[3]]), this, rowsAt);

    private static ModelTraits Traits(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return ModelTraits.None;
        var traits = ModelTraits.None;
        List<KeyValuePair<string, decimal>>? multipliers = null;
        foreach (var range in text.Split((byte)' '))
        {
            var part = text[range];
            var equals = part.IndexOf((byte)'=');
            var key = Text(part[..equals]);
            var value = part[(equals + 1)..];
            if (key == "family")
                traits = traits with { IsClaude = value.SequenceEqual("claude"u8) };
            else if (key == "retired")
                traits = traits with { IsDeprecated = true, RetiredOn = Day(value) };
            else
                (multipliers ??= []).Add(new(key, Number(value, out _)));
        }

        return multipliers is null ? traits : traits with { Multipliers = [.. multipliers] };
    }

    private ReadOnlySpan<byte> LineAt(int position)
    {
        var rest = table.AsSpan(position);
        var end = rest.IndexOf((byte)'\n');
        return end < 0 ? rest : rest[..end];
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        var count = 0;
        foreach (var range in line.Split((byte)'\t'))
            fields[count++] = range;
        return count;
    }

    private static string[] Names(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return [];
        var names = new string[text.Count((byte)',') + 1];
        var i = 0;
        foreach (var range in text.Split((byte)','))
            names[i++] = Text(text[range]);
        return names;
    }

    private static string Text(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);

    // Digits and a point, as the table has them; the general parser takes several times as long.
    private static decimal Number(ReadOnlySpan<byte> text, out int used)
    {
        var (digits, scale, point) = (0L, 0, -1);
        for (used = 0; used < text.Length && used <= MaxDigits; used++)
        {
            var c = text[used];
            if (c == (byte)'.' && point < 0)
                point = used;
            else if (char.IsAsciiDigit((char)c))
                (digits, scale) = ((digits * 10) + (c - '0'), scale + (point < 0 ? 0 : 1));
            else
                break;
        }

        if (used > 0 && used <= MaxDigits && point != 0 && point != used - 1)
            return new decimal((int)digits, (int)(digits >> 32), 0, isNegative: false, (byte)scale);
        return Utf8Parser.TryParse(text, out decimal value, out used)
            ? value
            : throw new FormatException("The price table contains a price that is not a valid number.");
    }

    private static DateOnly? Day(ReadOnlySpan<byte> text)
        => text.IsEmpty ? null : new DateOnly(Int(text[..4]), Int(text[5..7]), Int(text[8..10]));

    private static int Int(ReadOnlySpan<byte> text)
        => Utf8Parser.TryParse(text, out int value, out _)
            ? value
            : throw new FormatException("The price table contains a date that is not valid.");
}
