using FsCheck;
using FsCheck.Fluent;

namespace TokenTracking.Sqlite.Tests;

/// <summary>Records and queries of few values each, so that they meet.</summary>
internal static class RandomQueries
{
    private static readonly DateTimeOffset Start = new(2026, 10, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly string?[] Texts = [
        null, "", "a", "A", "b", "it's", "a\0b", "ü", "\ud83d\ude00", "\ue000", "succeeded", "2026-10-25"];

    private static readonly string[] Keys = ["team", "a.b", "\"q\"", "a\0"];

    private static readonly decimal?[] Costs =
    [
        null, 0m, 0.000000000001m, 0.25m, -0.05m, 12.000000000000000001m, 9_999_999.5m, 0.1m, 3m, 999_999_999.999999999999m,
    ];

    private static readonly TimeZoneInfo[] Zones =
    [
        .. new[] { "UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns" }.Select(
            TimeZoneInfo.FindSystemTimeZoneById),
    ];

    private static readonly UsageDimension[] Dimensions = [.. UsageDimension.All, .. Keys.Select(UsageDimension.Tag)];

    private static readonly Gen<string?> Text = Gen.Elements(Texts);

    private static readonly Gen<DateTimeOffset> Time =
        from minutes in Gen.Choose(0, 4 * 24 * 60) from microseconds in Gen.Choose(0, 2) select Start.AddMinutes(minutes)
            .AddMicroseconds(microseconds);

    private static readonly Gen<long?> Count = Gen.Elements<long?>(null, null, 0, 1, 17, 123_456, TokenUsage.MaxCount);

    private static readonly Gen<TimeSpan> Duration = Gen.Elements(0, 1, 1_500_000, 7_200_000_000)
        .Select(static time => TimeSpan.FromMicroseconds(time));

    private static readonly Gen<TokenUsage> Usage = Count.ArrayOf(12).Select(static c => TokenUsage.FromBuckets(
        c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11]));

    private static readonly Gen<IReadOnlyDictionary<string, string>?> Metadata =
        from keys in Gen.SubListOf(Keys) from values in Text.ListOf(Keys.Length)
        select keys.Count == 0 ? null : (IReadOnlyDictionary<string, string>)keys.Zip(values, static (key, value) => (key, value))
            .ToDictionary(static pair => pair.key, static pair => pair.value ?? "none", StringComparer.Ordinal);

    /// <summary>A record.</summary>
    public static Gen<UsageRecord> Records =>
        from time in Time
        from texts in Text.ArrayOf(12)
        from usage in Usage
        from metadata in Metadata
        from states in Gen.Choose(0, 5).ArrayOf(3)
        from cost in Gen.Elements(Costs)
        from duration in Duration
        from first in Duration
        select new UsageRecord
        {
            Id = Guid.NewGuid(), Time = time, Project = texts[0], Operation = texts[1], RequestModel = texts[2], ResponseModel = texts[3],
            Provider = texts[4], Agent = texts[5], Task = texts[6], ServiceTier = texts[7], Speed = texts[8], Geo = texts[9],
            ErrorType = texts[10], PriceTable = texts[11], Metadata = metadata, Usage = usage, Cost = cost,
            // One beyond the values that have a name: what a newer version stored.
            Outcome = (CallOutcome)states[0], Completeness = (UsageCompleteness)states[1], CostBasis = (CostBasis)states[2],
            Duration = duration, TimeToFirstToken = first == TimeSpan.Zero ? null : first,
        };

    /// <summary>A query.</summary>
    public static Gen<UsageQuery> Query =>
        from times in Gen.OneOf(Gen.Constant<DateTimeOffset?>(null), Time.Select(static time => (DateTimeOffset?)time)).ArrayOf(2)
        from count in Gen.Choose(0, 3)
        from filters in Filter.ArrayOf(count)
        from groups in Gen.Choose(0, 3).SelectMany(static number => Gen.Elements(Dimensions).ArrayOf(number))
        from order in OrderOf(groups)
        from page in Gen.Choose(0, 8).Two()
        from zone in Gen.Elements(Zones)
        select new UsageQuery
        {
            From = times[0], To = times[1], Filters = filters, GroupBy = groups, OrderBy = order, TimeZone = zone,
            Limit = page.Item1 > 5 ? null : page.Item1, Offset = Math.Max(0, page.Item2 - 5),
        };

    private static Gen<UsageFilter> Filter =>
        from dimension in Gen.Elements(Dimensions)
        from isExclusion in Gen.Elements(true, true, false)
        from number in Gen.Choose(0, 4)
        from values in Gen.Elements([.. Texts, .. dimension.KnownValues, "5", "05", "2026-10-24", "2026-10", "2026-11", "nonsense"])
            .ArrayOf(number)
        select isExclusion ? UsageFilter.Exclude(dimension, values) : UsageFilter.Include(dimension, values);

    private static Gen<UsageOrder[]> OrderOf(UsageDimension[] groups)
    {
        Func<bool, UsageOrder>[] orders =
        [
            .. UsageFigure.All.Select(static figure => (Func<bool, UsageOrder>)(
                descending => descending ? UsageOrder.Descending(figure) : UsageOrder.Ascending(figure))),
            .. groups.Select(static dimension => (Func<bool, UsageOrder>)(
                descending => descending ? UsageOrder.Descending(dimension) : UsageOrder.Ascending(dimension))),
        ];
        return from number in Gen.Choose(0, 2)
               from chosen in Gen.Elements(orders).ArrayOf(number)
               from isDescending in Gen.Elements(true, false)
               select chosen.Select(order => order(isDescending)).ToArray();
    }
}
