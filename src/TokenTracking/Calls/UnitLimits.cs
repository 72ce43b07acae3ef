using System.Text.Json;
using TokenTracking.Attribution;

namespace TokenTracking.Calls;

/// <summary>What a record may hold in units besides tokens.</summary>
internal static class UnitLimits
{
    /// <summary>Whether all are possible, and nothing of them can change.</summary>
    public static bool Hold(IReadOnlyList<UsageUnit>? units)
        => units is null || (units is UsageUnit[] fixedUnits && Array.TrueForAll(fixedUnits, static unit => unit is { IsPossible: true }));

    /// <summary>The record with the possible ones alone. The others are kept as raw numbers, and the record is marked.</summary>
    /// <param name="record">The record.</param>
    /// <param name="failure">What the caller's own list threw; unchanged if it was read.</param>
    public static UsageRecord Apply(in UsageRecord record, ref Exception? failure)
    {
        if (Hold(record.Units))
            return record;
        UsageUnit[] all;
        try
        {
            all = [.. record.Units!.Where(static unit => unit is not null)];
        }
#pragma warning disable CA1031 // The list is the caller's code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
            return record with { Units = null };
        }

        UsageUnit[] possible = [.. all.Where(static unit => unit.IsPossible)];
        return possible.Length == all.Length
            ? record with { Units = possible.Length == 0 ? null : possible }
            : record with
            {
                Units = possible.Length == 0 ? null : possible,
                Completeness = record.Completeness == UsageCompleteness.Complete ? UsageCompleteness.Estimated : record.Completeness,
                RawUsage = record.RawUsage ?? RawOf(all),
            };
    }

    private static string RawOf(UsageUnit[] units)
    {
        var pairs = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var unit in units)
            pairs[WellFormedText.Of(unit.Unit) ?? ""] = unit.Quantity;
        var json = pairs.Where(static pair => pair.Value is not (> 0 and <= TokenUsage.MaxCount))
            .Select(static pair => string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"\"{JsonEncodedText.Encode(pair.Key)}\":{pair.Value}"));
        return "{" + string.Join(',', json) + "}";
    }
}
