using System.Runtime.InteropServices;

namespace TokenTracking.Storage;

/// <summary>A part of a list of records. Pages continue after a key: records that are stored meanwhile move no record from one page to
/// another.</summary>
public sealed record UsageRecordPage
{
    /// <summary>The place of the last record of the page before; null for the first page.</summary>
    public UsageRecordKey? After { get; init; }

    /// <summary>How many records at most; null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? Limit
    {
        get;
        init
        {
            if (value < 0)
                throw new ArgumentOutOfRangeException(nameof(value), value, "The limit must not be negative.");
            field = value;
        }
    }

    /// <summary>True if the newest record comes first; false, the default, for the oldest.</summary>
    public bool NewestFirst { get; init; }
}

/// <summary>The place of a record in a list of records.</summary>
/// <param name="Time">When the call started.</param>
/// <param name="Id">The record's id.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UsageRecordKey(DateTimeOffset Time, Guid Id) : IComparable<UsageRecordKey>
{
    /// <summary>The place of a record.</summary>
    /// <param name="record">The record.</param>
    /// <returns>Its place.</returns>
    public static UsageRecordKey Of(in UsageRecord record) => new(record.Time, record.Id);

    /// <inheritdoc/>
    public int CompareTo(UsageRecordKey other) => Time.CompareTo(other.Time) is var byTime and not 0 ? byTime : Id.CompareTo(other.Id);

    /// <summary>True if the left place comes before the right one; otherwise, false.</summary>
    /// <param name="left">A place.</param>
    /// <param name="right">Another place.</param>
    public static bool operator <(UsageRecordKey left, UsageRecordKey right) => left.CompareTo(right) < 0;

    /// <summary>True if the left place comes after the right one; otherwise, false.</summary>
    /// <param name="left">A place.</param>
    /// <param name="right">Another place.</param>
    public static bool operator >(UsageRecordKey left, UsageRecordKey right) => left.CompareTo(right) > 0;

    /// <summary>True if the left place does not come after the right one; otherwise, false.</summary>
    /// <param name="left">A place.</param>
    /// <param name="right">Another place.</param>
    public static bool operator <=(UsageRecordKey left, UsageRecordKey right) => left.CompareTo(right) <= 0;

    /// <summary>True if the left place does not come before the right one; otherwise, false.</summary>
    /// <param name="left">A place.</param>
    /// <param name="right">Another place.</param>
    public static bool operator >=(UsageRecordKey left, UsageRecordKey right) => left.CompareTo(right) >= 0;
}
