using TokenTracking.Reporting;

namespace TokenTracking;

/// <summary>What calls are grouped, filtered and ordered by: a field of the call, a tag that the caller gave it, or its day or
/// month.</summary>
public sealed class UsageDimension : IEquatable<UsageDimension>
{
    private const string TagPrefix = "tag:";

    private readonly Reader _read;

    private UsageDimension(string name, Reader read)
    {
        Name = name;
        _read = read;
    }

    private delegate string? Reader(in UsageRecord record, LocalCalendar calendar);

    /// <summary>The project that pays.</summary>
    public static UsageDimension Project { get; } = new("project", static (in record, _) => record.Project);

    /// <summary>What the call was for.</summary>
    public static UsageDimension Operation { get; } = new("operation", static (in record, _) => record.Operation);

    /// <summary>The model that answered, or the one asked for if the answer names none.</summary>
    public static UsageDimension Model { get; } = new("model", static (in record, _) => record.Model);

    /// <summary>Who was asked.</summary>
    public static UsageDimension Provider { get; } = new("provider", static (in record, _) => record.Provider);

    /// <summary>The agent that made the call.</summary>
    public static UsageDimension Agent { get; } = new("agent", static (in record, _) => record.Agent);

    /// <summary>The task it was made for.</summary>
    public static UsageDimension Task { get; } = new("task", static (in record, _) => record.Task);

    /// <summary>The calendar day (<c>2026-11-22</c>) in the query's time zone.</summary>
    public static UsageDimension Day { get; } = new(
        "day", static (in record, calendar) => LocalCalendar.DayText(calendar.DayOf(record.Time)));

    /// <summary>The calendar month (<c>2026-11</c>) in the query's time zone.</summary>
    public static UsageDimension Month { get; } = new(
        "month", static (in record, calendar) => LocalCalendar.MonthText(calendar.MonthOf(record.Time)));

    /// <summary>How the call ended: <c>succeeded</c>, <c>failed</c>, <c>cancelled</c> or <c>abandoned</c>.</summary>
    public static UsageDimension Outcome { get; } = Of<CallOutcome>("outcome", static (in record) => (int)record.Outcome);

    /// <summary>How far the counts can be trusted: <c>complete</c>, <c>partial</c>, <c>estimated</c> or <c>missing</c>.</summary>
    public static UsageDimension Completeness { get; } = Of<UsageCompleteness>(
        "completeness", static (in record) => (int)record.Completeness);

    /// <summary>What the cost rests on: <c>unpriced</c>, <c>listed</c>, <c>derived</c>, <c>fallback</c> or <c>reported</c>.</summary>
    public static UsageDimension CostBasis { get; } = Of<CostBasis>("cost_basis", static (in record) => (int)record.CostBasis);

    /// <summary>The service tier that answered.</summary>
    public static UsageDimension ServiceTier { get; } = new("service_tier", static (in record, _) => record.ServiceTier);

    /// <summary>The speed that the provider answered with, if it has a separate price.</summary>
    public static UsageDimension Speed { get; } = new("speed", static (in record, _) => record.Speed);

    /// <summary>The region that the provider answered in, if it has a separate price.</summary>
    public static UsageDimension Geo { get; } = new("geo", static (in record, _) => record.Geo);

    /// <summary>What failed.</summary>
    public static UsageDimension ErrorType { get; } = new("error_type", static (in record, _) => record.ErrorType);

    /// <summary>The price table that the cost was computed with.</summary>
    public static UsageDimension PriceTable { get; } = new("price_table", static (in record, _) => record.PriceTable);

    /// <summary>Every dimension except the tags, whose keys the callers choose.</summary>
    public static IReadOnlyList<UsageDimension> All { get; } =
    [
        Project, Operation, Model, Provider, Agent, Task, Day, Month, Outcome, Completeness, CostBasis, ServiceTier, Speed, Geo, ErrorType,
        PriceTable,
    ];

    /// <summary>The name in JSON and on the command line: <c>project</c>, <c>service_tier</c>, <c>tag:team</c>.</summary>
    public string Name { get; }

    /// <summary>The key of a tag (<see cref="UsageRecord.Metadata"/>); null for every other dimension.</summary>
    public string? TagKey { get; private init; }

    /// <summary>Every value that the dimension can have, in the order of the numbers that stores keep for them; empty if any text can be a
    /// value.</summary>
    public IReadOnlyList<string> KnownValues { get; private init; } = [];

    /// <summary>The value of a tag: the entry of <see cref="UsageRecord.Metadata"/> with a key.</summary>
    /// <param name="key">The key, compared ordinally.</param>
    /// <returns>The dimension.</returns>
    public static UsageDimension Tag(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new UsageDimension(TagPrefix + key, (in record, _) => record.Metadata?.GetValueOrDefault(key)) { TagKey = key };
    }

    /// <summary>The dimension with a name.</summary>
    /// <param name="name">A name as <see cref="Name"/> gives it.</param>
    /// <returns>The dimension; null if there is none with that name.</returns>
    public static UsageDimension? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(TagPrefix, StringComparison.Ordinal)
            ? Tag(name[TagPrefix.Length..])
            : All.FirstOrDefault(dimension => string.Equals(dimension.Name, name, StringComparison.Ordinal));
    }

    /// <summary>The value that a call has in this dimension.</summary>
    /// <param name="record">The call.</param>
    /// <param name="calendar">The calendar that days and months are taken from.</param>
    /// <returns>The value; null if the call has none.</returns>
    public string? ValueOf(in UsageRecord record, LocalCalendar calendar) => _read(in record, calendar);

    /// <summary>The value that a store keeps as a number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The value; the number itself if it stands for no value of <see cref="KnownValues"/>.</returns>
    public string ValueOf(long number) => NumberText(KnownValues, number);

    /// <summary>True if both are the same dimension; otherwise, false.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">Another dimension.</param>
    public static bool operator ==(UsageDimension? left, UsageDimension? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True if they are different dimensions; otherwise, false.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">Another dimension.</param>
    public static bool operator !=(UsageDimension? left, UsageDimension? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(UsageDimension? other) => other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UsageDimension);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private delegate int NumberReader(in UsageRecord record);

    private static UsageDimension Of<TEnum>(string name, NumberReader number)
        where TEnum : struct, Enum
    {
        string[] names = [.. Enum.GetNames<TEnum>().Select(static value => value.ToLowerInvariant())];
        return new UsageDimension(name, (in record, _) => NumberText(names, number(in record))) { KnownValues = names };
    }

    private static string NumberText(IReadOnlyList<string> names, long number)
        => number >= 0 && number < names.Count
            ? names[(int)number]
            : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
