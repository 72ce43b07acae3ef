using TokenTracking.Pricing.Rates;

namespace TokenTracking.Pricing.Tables;

internal sealed partial class PriceTableReader
{
    public PriceRow[] ReadRows(int position)
    {
        var rows = new List<PriceRow>(2);
        while (position < table.Length && table[position] == (byte)'r')
        {
            var line = LineAt(position);
            rows.Add(ReadRow(line));
            position += line.Length + 1;
        }

        return [.. rows];
    }

    private PriceRow ReadRow(ReadOnlySpan<byte> line)
    {
        Span<Range> fields = stackalloc Range[8];
        Split(line, fields);
        var lists = line[fields[3]];
        var second = lists.Length > 1 ? _sources[(char)lists[^1]] : null;
        var cards = new List<RateCard>(4);
        var text = line[fields[4]];
        foreach (var range in text.Split((byte)'|'))
            cards.Add(ReadCard(text[range]));
        return new PriceRow(
            Day(line[fields[1]]), null, Hours(line[fields[2]]), _sources[(char)lists[0]], second, lists.IndexOf((byte)'!') < 0, [.. cards]);
    }

    // "flex>272000:i2.5 o12.5l": tier, boundary, then letter, price and an 'l' for what only the second list has.
    private static RateCard ReadCard(ReadOnlySpan<byte> text)
    {
        var (tier, boundary, included) = ("", 0L, false);
        if (text.IndexOf((byte)':') is var colon and >= 0)
        {
            var head = text[..colon];
            text = text[(colon + 1)..];
            var sign = head.IndexOf((byte)'>');
            tier = ServiceTiers.Intern(sign < 0 ? head : head[..sign]);
            if (sign >= 0)
            {
                included = head[sign + 1] == (byte)'=';
                boundary = Int(head[(sign + (included ? 2 : 1))..]);
            }
        }

        Span<(PriceDimension, decimal, bool)> prices = stackalloc (PriceDimension, decimal, bool)[16];
        var count = 0;
        foreach (var range in text.Split((byte)' '))
        {
            var part = text[range];
            var price = Number(part[1..], out var used);
            prices[count++] = (
                (PriceDimension)PriceDimensions.Letters.IndexOf((char)part[0], StringComparison.Ordinal), price, used + 1 < part.Length);
        }

        return new RateCard(tier, boundary, included, prices[..count]);
    }

    private static HoursOfDay? Hours(ReadOnlySpan<byte> text)
        => text.IsEmpty
            ? null
            : new HoursOfDay(new TimeOnly(Int(text[..2]), Int(text[2..4])), new TimeOnly(Int(text[5..7]), Int(text[7..9])));
}
