namespace TokenTracking;

/// <summary>What a <see cref="SqliteUsageStore"/> may do to its file.</summary>
public enum SqliteStoreAccess
{
    /// <summary>Reads and writes; creates file and folder where they are missing. What a tracker uses.</summary>
    CreateIfMissing = 0,

    /// <summary>Reads and writes a file that exists, so that a reader can take in the journals of processes that died. A missing file is an
    /// error, unless journals beside it still hold records.</summary>
    MustExist = 1,

    /// <summary>Reads a file that exists, and takes no records.</summary>
    ReadOnly = 2,
}

/// <summary>How a <see cref="SqliteUsageStore"/> works.</summary>
public sealed class SqliteUsageStoreOptions
{
    /// <summary>What the store may do to its file. Creates it where it is missing unless told otherwise.</summary>
    public SqliteStoreAccess Access { get; set; }

    /// <summary>How long to wait for a file that another process has locked. 5 seconds unless told otherwise; waits of less than a second
    /// may be rounded up to one.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
