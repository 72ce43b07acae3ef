namespace TokenTracking;

/// <summary>A question to the ledger. What is null does not restrict.</summary>
public sealed record UsageQuery
{
    /// <summary>Calls from this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Calls before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Calls of this project.</summary>
    public string? Project { get; init; }

    /// <summary>What to break the answer down by, outermost first; empty for the totals alone.</summary>
    public IReadOnlyList<UsageDimension> GroupBy { get; init; } = [];

    /// <summary>The time zone that days and months are cut in; UTC unless told otherwise.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether a record is part of the answer.</summary>
    /// <param name="record">The record.</param>
    /// <returns>True where it is.</returns>
    public bool Matches(in UsageRecord record)
        => (From is null || record.Time >= From)
            && (To is null || record.Time < To)
            && (Project is null || string.Equals(record.Project, Project, StringComparison.Ordinal));
}
