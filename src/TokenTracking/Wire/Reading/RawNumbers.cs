using System.Globalization;
using System.Text;
using TokenTracking.Wire.Paths;

using TokenTracking.Wire.Facts;

namespace TokenTracking.Wire.Reading;

/// <summary>The numbers of a response as the provider gave them, as JSON of path and number: what a record keeps that is not
/// complete.</summary>
internal static class RawNumbers
{
    public static string? Write(WireFacts facts, PathTree tree)
    {
        StringBuilder? json = null;
        for (var slot = 0; slot < tree.Counts.Count; slot++)
        {
            var fact = facts.Count(slot, lastObjectOnly: false);
            if (fact.State == CountState.None)
                continue;
            json ??= new StringBuilder("{");
            if (json.Length > 1)
                json.Append(',');
            json.Append('"').Append(tree.Counts[slot].Path).Append("\":");
            Append(json, in fact, facts.Money(slot), facts);
        }

        return json?.Append('}').ToString();
    }

    private static void Append(StringBuilder json, in CountFact fact, decimal money, WireFacts facts)
    {
        if (fact.State == CountState.Odd)
        {
            var odd = facts.OddNumber((int)fact.Value);
            if (odd.IsEmpty)
                json.Append("null");
            else
                json.Append(Encoding.UTF8.GetString(odd));
        }
        else if (money != 0m)
        {
            json.Append(money.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            json.Append(fact.Value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
