namespace TokenTracking.Storage.Ledger;

/// <summary>How a <see cref="LedgerWriter"/> works.</summary>
internal sealed record LedgerOptions
{
    private readonly TimeSpan _writeInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The folder for this process's journal; null for the one that the store suggests.</summary>
    public string? JournalDirectory { get; init; }

    /// <summary>True to flush every record to the disk before the writer returns; otherwise, false.</summary>
    public bool FlushEachRecord { get; init; }

    /// <summary>How often records are moved from the journal to the store. 250 ms by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan WriteInterval
    {
        get => _writeInterval;
        init
        {
            if (value < TimeSpan.Zero)
                throw new ArgumentOutOfRangeException(nameof(value), value, "The write interval must not be negative.");
            _writeInterval = value;
        }
    }

    /// <summary>How long the end of the writer may wait for the store.</summary>
    public TimeSpan DisposeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The folder of the journals of a store.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The folder; null if neither the user nor the store names one.</returns>
    public string? DirectoryOf(IUsageWriter store) => JournalDirectory ?? (store as IJournaledStore)?.JournalDirectory;
}
