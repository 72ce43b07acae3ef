using TokenTracking.Storage.Journals;
using TokenTracking.Storage.Requests;

namespace TokenTracking.Storage.Ledger;

/// <content>Moves records from the journal and from memory into the store.</content>
internal sealed partial class LedgerWriter
{
    private readonly JournalMover _mover;
    private readonly RequestWriter? _requests;
    private readonly SemaphoreSlim _moving = new(1);
    private long _failedMoves;

    /// <summary>How often the store has refused records since this writer was made.</summary>
    public long FailedMoves => Volatile.Read(ref _failedMoves);

    /// <summary>Moves every record taken so far into the store.</summary>
    /// <exception cref="UsageStoreException">The store does not take them. They stay where they are.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _moving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await MoveAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _moving.Release();
            WakeIfAnyLeft();
        }
    }

    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            lock (_lock)
                _mayAppend = true;
            await MoveFullJournalsAsync(cancellationToken).ConfigureAwait(false);
            await MoveJournalAsync(cancellationToken).ConfigureAwait(false);
            await MoveWaitingAsync(cancellationToken).ConfigureAwait(false);
            MoveSucceeded();
            if (_requests is not null)
                await _requests.WriteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            SecureWaiting();
            if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
                throw;
            Interlocked.Increment(ref _failedMoves);
            MoveFailed(exception);
            if (exception is UsageStoreException)
                throw;
            throw new UsageStoreException(
                $"The usage records could not be moved into the store: {exception.Message} They are kept and tried again.", exception);
        }
    }

    private async Task MoveFullJournalsAsync(CancellationToken cancellationToken)
    {
        while (OldestFullJournal() is { } journal)
        {
            await _mover.MoveAsync(journal, journal.Length, cancellationToken).ConfigureAwait(false);
            lock (_lock)
                _full.Dequeue();
            journal.Remove();
        }
    }

    private JournalFile? OldestFullJournal()
    {
        lock (_lock)
            return _full.TryPeek(out var journal) ? journal : null;
    }

    private async Task MoveJournalAsync(CancellationToken cancellationToken)
    {
        JournalFile? journal;
        long end;
        lock (_lock)
        {
            journal = _journal;
            end = journal?.Length ?? 0;
        }

        if (journal is null)
            return;
        await _mover.MoveAsync(journal, end, cancellationToken).ConfigureAwait(false);
        // A deleted file still accepts records, but no other process can read them.
        var mustGo = journal.IsDamaged || !File.Exists(journal.Path);
        lock (_lock)
        {
            if (journal.Length == journal.Moved && !mustGo)
            {
                journal.Truncate();
            }
            else if (mustGo || journal.Moved >= _journalLimit)
            {
                // The next record begins a new file; this one goes when it has been moved to its end.
                _full.Enqueue(journal);
                _journal = null;
            }
        }
    }
}
