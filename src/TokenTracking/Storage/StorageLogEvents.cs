namespace TokenTracking.Storage;

/// <summary>The ids of log events of journal and store: 40 to 59.</summary>
internal static class StorageLogEvents
{
    public const int StoreFailed = 40;
    public const int StoreRecovered = 41;
    public const int JournalFailed = 42;
    public const int JournalRecovered = 43;
    public const int RecordTooLarge = 44;
    public const int JournalDamaged = 45;
    public const int AppendCutShort = 46;
    public const int JournalTakenIn = 47;
    public const int JournalNotTakenIn = 48;
    public const int LeftInJournal = 49;
    public const int RecordsLost = 50;
    public const int JournalNotClosed = 51;
    public const int NoJournal = 52;
    public const int RequestsNotStored = 53;
    public const int StoreHangs = 54;
    public const int JournalUnlocked = 55;
    public const int LocksDoNotWork = 56;
}
