using Microsoft.Extensions.Logging;

namespace TokenTracking.Storage.Ledger;

/// <summary>The log messages of the ledger. Each failure is logged once when it begins and once when it ends, never per record.</summary>
internal static partial class LedgerLog
{
    public static void StoreFailed(ILogger logger, Exception exception, TimeSpan delay)
        => StoreFailed(logger, UsageStoreException.Unexpected(exception), delay, exception.Message);

    public static void LeftInJournal(ILogger logger, Exception exception)
        => LeftInJournal(logger, UsageStoreException.Unexpected(exception), exception.Message);

    [LoggerMessage(StorageLogEvents.StoreFailed, LogLevel.Error,
        "The store is not accepting usage records. They are kept. The next attempt is in {Delay}, later attempts are made with "
            + "back-off. {Reason}")]
    private static partial void StoreFailed(ILogger logger, Exception? exception, TimeSpan delay, string reason);

    [LoggerMessage(StorageLogEvents.StoreRecovered, LogLevel.Information,
        "The store is accepting usage records again after {Attempts} failed attempts")]
    public static partial void StoreRecovered(ILogger logger, long attempts);

    [LoggerMessage(StorageLogEvents.JournalFailed, LogLevel.Error,
        "The usage journal in {Directory} cannot grow. Records are held in memory, and are lost if this process terminates "
            + "before the store "
        + "has them")]
    public static partial void JournalFailed(ILogger logger, Exception exception, string directory);

    [LoggerMessage(StorageLogEvents.JournalRecovered, LogLevel.Information,
        "The usage journal in {Directory} is accepting records again")]
    public static partial void JournalRecovered(ILogger logger, string directory);

    [LoggerMessage(StorageLogEvents.RecordTooLarge, LogLevel.Warning,
        "A usage record is larger than a journal frame may be ({Limit} bytes). It is held in memory until the store has it")]
    public static partial void RecordTooLarge(ILogger logger, int limit);

    [LoggerMessage(StorageLogEvents.JournalDamaged, LogLevel.Error,
        "The usage journal {Path} is damaged at byte {Offset}, {Length} bytes: {Reason}. "
        + "The undamaged records are recovered, and the file is kept as .damaged")]
    public static partial void JournalDamaged(ILogger logger, string path, long offset, long length, string reason);

    [LoggerMessage(StorageLogEvents.AppendCutShort, LogLevel.Information,
        "The usage journal {Path} ends at byte {Offset} in an incomplete append of a terminated process ({Length} bytes)")]
    public static partial void AppendCutShort(ILogger logger, string path, long offset, long length);

    [LoggerMessage(StorageLogEvents.JournalTakenIn, LogLevel.Information,
        "Recovered {Records} usage records from journal {Path} left by a terminated process")]
    public static partial void JournalTakenIn(ILogger logger, long records, string path);

    [LoggerMessage(StorageLogEvents.JournalNotTakenIn, LogLevel.Warning,
        "The usage journal {Path} cannot be recovered now and was not changed")]
    public static partial void JournalNotTakenIn(ILogger logger, Exception exception, string path);

    [LoggerMessage(StorageLogEvents.JournalUnlocked, LogLevel.Warning,
        "The usage journal {Path} was not recovered: file locks do not work here or in the process that created it, so that a running "
        + "process may be using it")]
    public static partial void JournalUnlocked(ILogger logger, string path);

    [LoggerMessage(StorageLogEvents.LocksDoNotWork, LogLevel.Warning,
        "File locks do not work for the usage journal {Path}. If this process is killed, its last records stay in the journal and are "
        + "not recovered automatically. Use a local disk, and do not set DOTNET_SYSTEM_IO_DISABLEFILELOCKING")]
    public static partial void LocksDoNotWork(ILogger logger, string path);

    [LoggerMessage(StorageLogEvents.LeftInJournal, LogLevel.Warning,
        "The store did not accept the last usage records. They stay in the journal until the next start. {Reason}")]
    private static partial void LeftInJournal(ILogger logger, Exception? exception, string reason);

    [LoggerMessage(StorageLogEvents.StoreHangs, LogLevel.Warning,
        "The store did not answer within {Limit} while the tracker was being disposed. Usage records that it has not accepted stay in "
        + "the journal until the next start")]
    public static partial void StoreHangs(ILogger logger, TimeSpan limit);

    [LoggerMessage(StorageLogEvents.RecordsLost, LogLevel.Critical,
        "{Records} usage records are lost: neither the store nor the journal accepts them, and the tracker is being disposed")]
    public static partial void RecordsLost(ILogger logger, int records);

    [LoggerMessage(StorageLogEvents.JournalNotClosed, LogLevel.Error, "The usage journal {Path} could not be closed")]
    public static partial void JournalNotClosed(ILogger logger, Exception exception, string path);

    [LoggerMessage(StorageLogEvents.NoJournal, LogLevel.Warning,
        "No journal: the store {Store} suggests no folder and TokenTrackingOptions.JournalDirectory is not set. Records that the "
        + "store has not accepted yet are lost if this process terminates")]
    public static partial void NoJournal(ILogger logger, string store);
}
