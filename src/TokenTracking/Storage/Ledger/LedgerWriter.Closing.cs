using TokenTracking.Storage.Journals;

namespace TokenTracking.Storage.Ledger;

/// <content>How the writer ends.</content>
internal sealed partial class LedgerWriter
{
    /// <summary>Ends the background moves, moves what is left and closes the journal. What the store does not accept in time stays in
    /// the journal for the next start; so does a record that comes after this.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _timer.DisposeAsync().ConfigureAwait(false);
        using var deadline = new CancellationTokenSource(_options.DisposeTimeout, _timeProvider);
        // A store that holds its caller's thread must not hold this one.
        var last = Task.Run(() => MoveLastAsync(deadline.Token), CancellationToken.None);
        try
        {
            await last.WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            LedgerLog.StoreHangs(_logger, _options.DisposeTimeout);
            SecureWaiting();
        }

        Close();
    }

    private async Task MoveLastAsync(CancellationToken cancellationToken)
    {
        await _moving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await MoveAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (UsageStoreException exception)
        {
            LedgerLog.LeftInJournal(_logger, exception);
        }
        finally
        {
            try
            {
                if (_requests is not null)
                    await _requests.EndAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _moving.Release();
            }
        }
    }

    private void Close()
    {
        lock (_securing)
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
