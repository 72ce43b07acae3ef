namespace TokenTracking.Storage;

/// <content>Moves records from the journal and from memory into the store.</content>
internal sealed partial class LedgerWriter
{
    private readonly JournalMover _mover;
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

    /// <summary>Ends the background moves, moves what is left and closes the journal. What the store does not take stays in the journal for the
    /// next start; so does a record that comes after this.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _moving.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await MoveAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (UsageStoreException exception)
        {
            LedgerLog.LeftInJournal(_logger, exception);
        }
        finally
        {
            Close();
            _moving.Release();
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
        // A file that somebody deleted still takes records, but no other process will ever see them.
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

    /// <summary>The store is away: puts what waits in memory into the journal, and the journal onto the disk.</summary>
    private void SecureWaiting()
    {
        if (_directory is null)
            return;
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

                (_journal ??= JournalFile.Create(_directory!)).Append(frame.Written);
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

    private void Close()
    {
        lock (_lock)
        {
            if (_journal is { } last)
                _full.Enqueue(last);
            _journal = null;
            while (_full.TryDequeue(out var journal))
                Close(journal);
            if (_directory is not null && _waiting.Count > 0)
                LedgerLog.RecordsLost(_logger, _waiting.Count);
        }
    }

    private void Close(JournalFile journal)
    {
        try
        {
            if (journal.Moved == journal.Length)
                journal.Remove();
            else
                journal.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LedgerLog.JournalNotClosed(_logger, exception, journal.Path);
        }
    }
}
