using TokenTracking.Storage.Journals;

namespace TokenTracking.Storage.Ledger;

/// <content>How the writer ends.</content>
internal sealed partial class LedgerWriter
{
    /// <summary>Ends the background moves, moves what is left and closes the journal. What the store does not take stays in the journal for
    /// the next start; so does a record that comes after this.</summary>
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
            await EndRequestsAsync().ConfigureAwait(false);
            Close();
            _moving.Release();
        }
    }

    private Task EndRequestsAsync() => _requests?.EndAsync() ?? Task.CompletedTask;

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
