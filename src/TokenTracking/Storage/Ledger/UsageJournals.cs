using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TokenTracking.Storage.Journals;
using TokenTracking.Storage.Ledger;

namespace TokenTracking.Storage;

/// <summary>The journals of the processes that write to a store, for readers of the store: a report first recovers what terminated
/// processes have left.</summary>
public static class UsageJournals
{
    /// <summary>
    /// Moves the records in journals of terminated processes into the store, and deletes the files. Journals of running processes are left
    /// alone; so are all those whose process may be running, because file locks do not work. A record that the store holds already stays as
    /// it is, so a second call, or a call cut short, does no harm.
    /// </summary>
    /// <param name="store">The store that the records are moved to.</param>
    /// <param name="journalDirectory">The journals' folder; null for the one that the store suggests
    /// (<see cref="IJournaledStore"/>).</param>
    /// <param name="logger">The logger; null for none.</param>
    /// <param name="cancellationToken">Cancels the attempt; what is not moved stays in the journals.</param>
    /// <returns>What was recovered.</returns>
    /// <exception cref="UsageStoreException">The store does not accept the records, or the folder cannot be read. The journals
    /// stay.</exception>
    public static async Task<JournalRecovery> RecoverAsync(
        IUsageWriter store, string? journalDirectory = null, ILogger? logger = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        logger ??= NullLogger.Instance;
        var recovery = JournalRecovery.Nothing;
        if ((journalDirectory ?? (store as IJournaledStore)?.JournalDirectory) is not { } directory)
            return recovery;

        JournalMover? mover = null;
        foreach (var path in Find(directory))
        {
            try
            {
                using var journal = JournalFile.TryTakeOver(path);
                if (journal is null)
                    continue;
                if (!journal.IsLocked)
                {
                    // Empty, it holds nothing that a report lacks.
                    if (journal.Length > 0)
                    {
                        LedgerLog.JournalUnlocked(logger, path);
                        recovery = recovery with { JournalsUnlocked = recovery.JournalsUnlocked + 1 };
                    }

                    continue;
                }

                mover ??= new JournalMover(store, logger);
                var records = await mover.MoveAsync(journal, journal.Length, cancellationToken).ConfigureAwait(false);
                journal.Remove();
                if (records > 0)
                    LedgerLog.JournalTakenIn(logger, records, path);
                recovery = recovery.With(records, journal.IsDamaged ? path + JournalFile.DamagedExtension : null);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LedgerLog.JournalNotTakenIn(logger, exception, path);
                recovery = recovery with { JournalsLeft = recovery.JournalsLeft + 1 };
            }
        }

        return recovery;
    }

    /// <summary>Checks whether a folder holds journals, of running or of terminated processes.</summary>
    /// <param name="journalDirectory">The folder; it need not exist.</param>
    /// <returns>True if there is at least one; otherwise, false.</returns>
    /// <exception cref="UsageStoreException">The folder cannot be read.</exception>
    public static bool Exist(string journalDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(journalDirectory);
        return Find(journalDirectory).Length > 0;
    }

    private static string[] Find(string directory)
    {
        try
        {
            if (!Directory.Exists(directory))
                return [];
            string[] paths =
            [
                .. Directory.GetFiles(directory, "*" + JournalFile.Extension),
                .. Directory.GetFiles(directory, "*" + JournalFile.Extension + JournalFile.UnlockedExtension),
            ];
            Array.Sort(paths, StringComparer.Ordinal);
            return paths;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageStoreException(
                $"The journals in '{directory}' cannot be read: {exception.Message} Give this process the right to read and write the "
                + "folder.",
                exception);
        }
    }
}
