namespace TokenTracking;

/// <summary>What a <see cref="SqliteUsageStore"/> may do to its file.</summary>
public enum SqliteStoreAccess
{
    /// <summary>Reads and writes; creates file and folder if they are missing. What a tracker uses.</summary>
    CreateIfMissing = 0,

    /// <summary>Reads and writes a file that exists, so that a reader can recover the journals of terminated processes. A missing file is
    /// an error, unless its journals still hold records.</summary>
    MustExist = 1,

    /// <summary>Reads a file that exists, and accepts no records.</summary>
    ReadOnly = 2,
}

/// <summary>How a <see cref="SqliteUsageStore"/> works.</summary>
public sealed class SqliteUsageStoreOptions
{
    /// <summary>What the store may do to its file. By default, creates it if it is missing.</summary>
    public SqliteStoreAccess Access { get; set; }

    /// <summary>How long to wait for a file that another process has locked. 5 seconds by default; waits of less than a second
    /// may be rounded up to one.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
