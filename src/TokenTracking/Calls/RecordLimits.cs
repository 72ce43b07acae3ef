using System.Globalization;
using TokenTracking.Attribution;

namespace TokenTracking.Calls;

/// <summary>What a record may hold, checked where it enters, so that nothing later overflows. A figure outside of its range is kept as a
/// raw number alone, and the record is marked as <see cref="UsageCompleteness.Estimated"/>.</summary>
internal static class RecordLimits
{
    /// <summary>The longest duration taken for real.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromDays(366);

    /// <summary>Whether a record is within all limits, and holds nothing that its caller can still change.</summary>
    public static bool Hold(in UsageRecord record)
        => HoldCosts(in record)
            && IsDuration(record.Duration) && (record.TimeToFirstToken is not { } first || IsDuration(first))
            && record.MaxOutputTokens is null or (>= 0 and <= TokenUsage.MaxCount)
            && record.Metadata is null or CallMetadata
            && UnitLimits.Hold(record.Units)
            && (record.Parts is null || record.Parts is UsagePart[] parts && Array.IndexOf(parts, null) < 0)
            && NameLimits.Hold(in record);

    /// <summary>The record within all limits.</summary>
    /// <param name="record">The record.</param>
    /// <param name="failure">What the caller's own collections threw; null if they were read.</param>
    public static UsageRecord Apply(in UsageRecord record, out Exception? failure)
    {
        var metadata = CallMetadata.Of(record.Metadata, out failure);
        var parts = PartsOf(record.Parts, ref failure);
        var limited = record with
        {
            Metadata = metadata,
            Parts = parts,
            Duration = Limit(record.Duration),
            TimeToFirstToken = record.TimeToFirstToken is { } first ? Limit(first) : null,
            MaxOutputTokens = record.MaxOutputTokens is >= 0 and <= TokenUsage.MaxCount ? record.MaxOutputTokens : null,
        };
        limited = UnitLimits.Apply(in limited, ref failure);
        if (!NameLimits.Hold(in limited))
            limited = NameLimits.Apply(in limited);
        return HoldCosts(in record) ? limited : WithoutImpossibleCosts(in limited);
    }

    private static bool HoldCosts(in UsageRecord record)
        => (record.Cost is not { } cost || UsageRecord.IsCost(cost))
            && (record.ReportedCost is not { } reported || UsageRecord.IsCost(reported))
            && (record.ListedCost is not { } listed || UsageRecord.IsCost(listed));

    private static UsageRecord WithoutImpossibleCosts(in UsageRecord record)
    {
        var hasCost = record.Cost is not { } cost || UsageRecord.IsCost(cost);
        return record with
        {
            Cost = hasCost ? record.Cost : null,
            CostBasis = hasCost ? record.CostBasis : CostBasis.Unpriced,
            ReportedCost = Limit(record.ReportedCost),
            ListedCost = Limit(record.ListedCost),
            Completeness = record.Completeness == UsageCompleteness.Complete ? UsageCompleteness.Estimated : record.Completeness,
            RawUsage = record.RawUsage ?? RawCostsOf(in record),
        };
    }

    private static string RawCostsOf(in UsageRecord record)
    {
        (string Name, decimal? Amount)[] amounts =
        [
            ("cost", record.Cost), ("reported_cost", record.ReportedCost), ("listed_cost", record.ListedCost),
        ];
        return "{" + string.Join(',', amounts.Where(static one => one.Amount is { } amount && !UsageRecord.IsCost(amount))
            .Select(static one => string.Create(CultureInfo.InvariantCulture, $"\"{one.Name}\":{one.Amount}"))) + "}";
    }

    private static UsagePart[]? PartsOf(IReadOnlyList<UsagePart>? parts, ref Exception? failure)
    {
        if (parts is null)
            return null;
        try
        {
            return [.. parts.Where(static part => part is not null)];
        }
#pragma warning disable CA1031 // The list is the caller's code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
            return null;
        }
    }

    private static bool IsDuration(TimeSpan duration) => duration >= TimeSpan.Zero && duration <= MaxDuration;

    private static TimeSpan Limit(TimeSpan duration)
        => duration < TimeSpan.Zero ? TimeSpan.Zero : duration > MaxDuration ? MaxDuration : duration;

    private static decimal? Limit(decimal? amount) => amount is { } value && UsageRecord.IsCost(value) ? value : null;
}
