using Microsoft.Extensions.Logging;
using TokenTracking.Storage.Journals;

namespace TokenTracking.Storage.Ledger;

/// <summary>Moves the records of journals into a store, group by group. One move at a time.</summary>
internal sealed class JournalMover(IUsageWriter store, ILogger logger)
{
    // Large enough that a group's one commit weighs little per record, small enough that memory stays flat however long the journal is.
    public const int GroupSize = 256;

    private readonly UsageRecord[] _group = new UsageRecord[GroupSize];

    /// <summary>Moves a journal's records up to a point.</summary>
    /// <returns>How many records the store has taken, those that it had already included.</returns>
    /// <exception cref="UsageStoreException">The store does not take them. What it took before is moved.</exception>
    public async Task<long> MoveAsync(JournalFile journal, long end, CancellationToken cancellationToken)
    {
        var moved = 0L;
        var reported = 0;
        var reader = journal.Read(end);
        try
        {
            while (ReadGroup(reader) is var count and > 0)
            {
                await store.WriteAsync(_group.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                moved += count;
                journal.Moved = reader.Position;
                reported = Report(journal, reader.Damages, reported);
            }

            journal.Moved = end;
            Report(journal, reader.Damages, reported);
            return moved;
        }
        finally
        {
            Array.Clear(_group);
        }
    }

    private int ReadGroup(JournalReader reader)
    {
        var count = 0;
        while (count < GroupSize && reader.TryRead(out _group[count]))
            count++;
        return count;
    }

    private int Report(JournalFile journal, IReadOnlyList<JournalDamage> damages, int reported)
    {
        for (; reported < damages.Count; reported++)
        {
            var damage = damages[reported];
            if (damage.IsCutShort)
            {
                LedgerLog.AppendCutShort(logger, journal.Path, damage.Offset, damage.Length);
                continue;
            }

            journal.IsDamaged = true;
            LedgerLog.JournalDamaged(logger, journal.Path, damage.Offset, damage.Length, damage.Reason);
        }

        return reported;
    }
}
