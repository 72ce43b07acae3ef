using System.Globalization;
using TokenTracking.Reporting;

namespace TokenTracking.Sqlite.Values;

/// <summary>Costs by basis as one text, as the result of an aggregate function: amounts in invariant notation, separated by semicolons,
/// empty for none.</summary>
internal static class CostsText
{
    public static string Write(UsageCosts costs) => string.Join(
        ';', new[] { costs.Listed, costs.Derived, costs.Fallback, costs.Reported, costs.Unstated }
            .Select(static amount => amount?.ToString(CultureInfo.InvariantCulture)));

    public static UsageCosts Read(string text)
    {
        decimal?[] amounts = [.. text.Split(';').Select(static part => part.Length == 0 ? (decimal?)null : SqliteMoney.FromText(part))];
        return new UsageCosts
        {
            Listed = amounts[0], Derived = amounts[1], Fallback = amounts[2], Reported = amounts[3], Unstated = amounts[4],
        };
    }
}
