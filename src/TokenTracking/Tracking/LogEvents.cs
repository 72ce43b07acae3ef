namespace TokenTracking.Tracking;

/// <summary>The ids of log events: a range for each room, so that no two events share one.</summary>
internal static class LogEvents
{
    // 1 to 19: calls as they are tracked.
    public const int LargeCall = 1;
    public const int PricingFailed = 2;
    public const int ReadingFailed = 3;

    // 20 to 29: prices.
    public const int UnpricedModel = 20;

    // 30 to 39: live figures.
    public const int SpendSpike = 30;

    // 40 to 59: journal and store.
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

    // 60 to 69: the host.
    public const int LoadFailed = 60;
    public const int FlushFailed = 61;
}
