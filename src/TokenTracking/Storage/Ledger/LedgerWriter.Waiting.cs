using TokenTracking.Storage.Journals;

namespace TokenTracking.Storage.Ledger;

/// <content>Records that wait in memory: there is no journal, or it could not take them.</content>
internal sealed partial class LedgerWriter
{
    // Held while the journal is written to the disk, which keeps its file open: whoever closes the journal waits for that, so that the next
    // tracker finds it closed.
    private readonly Lock _securing = new();

    private async Task MoveWaitingAsync(CancellationToken cancellationToken)
    {
        while (FirstWaiting() is { Length: > 0 } group)
        {
            await _store.WriteAsync(group, cancellationToken).ConfigureAwait(false);
            // New records only ever join at the end, so the group is still the beginning.
            lock (_lock)
                _waiting.RemoveRange(0, group.Length);
        }
    }

    private UsageRecord[] FirstWaiting()
    {
        lock (_lock)
            return [.. _waiting.Take(JournalMover.GroupSize)];
    }

    /// <summary>For a store that cannot be reached: writes the records in memory to the journal, and the journal to the disk.</summary>
    private void SecureWaiting()
    {
        if (_directory is null)
            return;
        lock (_securing)
        {
            try
            {
                JournalFile? journal;
                lock (_lock)
                {
                    JournalWaiting();
                    journal = _journal;
                }

                journal?.FlushToDisk();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                JournalFailed(exception);
            }
        }
    }

    private void JournalWaiting()
    {
        var frame = t_frame ??= new FrameBuffer();
        List<UsageRecord> kept = [];
        var next = 0;
        try
        {
            for (; next < _waiting.Count; next++)
            {
                var record = _waiting[next];
                if (!JournalFrame.TryWrite(in record, frame))
                {
                    kept.Add(record);
                    continue;
                }

                (_journal ?? BeginJournal()).Append(frame.Written);
                if (_saidJournalFails)
                    SayJournalRecovered();
            }
        }
        finally
        {
            _waiting.RemoveRange(0, next);
            _waiting.InsertRange(0, kept);
        }
    }
}
