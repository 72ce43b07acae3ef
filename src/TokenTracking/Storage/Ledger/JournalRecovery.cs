namespace TokenTracking.Storage;

/// <summary>What <see cref="UsageJournals.RecoverAsync"/> recovered.</summary>
public sealed record JournalRecovery
{
    /// <summary>Nothing was found.</summary>
    public static JournalRecovery Nothing { get; } = new();

    /// <summary>Journals whose records are in the store now.</summary>
    public int Journals { get; init; }

    /// <summary>Records read from them, those that the store held already included.</summary>
    public long Records { get; init; }

    /// <summary>Journals that could not be opened or read; they are left for another attempt.</summary>
    public int JournalsLeft { get; init; }

    /// <summary>Journals with records that were left in place because a running process may be using them: file locks do not work, here or
    /// in the process that created the journal.</summary>
    public int JournalsUnlocked { get; init; }

    /// <summary>Journals with unreadable parts. Their valid records are in the store, and the files are kept under these names.</summary>
    public IReadOnlyList<string> DamagedFiles { get; init; } = [];

    internal JournalRecovery With(long records, string? damagedFile) => this with
    {
        Journals = Journals + 1,
        Records = Records + records,
        DamagedFiles = damagedFile is null ? DamagedFiles : [.. DamagedFiles, damagedFile],
    };
}
