using Microsoft.Data.Sqlite;
using TokenTracking.Sqlite.Files;
using TokenTracking.Sqlite.Reading;
using TokenTracking.Sqlite.Writing;
using TokenTracking.Storage;

namespace TokenTracking;

/// <summary>
/// Keeps usage records in a SQLite file. Several processes may write to one file on a local disk. The file is opened when it is first
/// needed, so a damaged or locked one never keeps a program from starting.
/// </summary>
public sealed partial class SqliteUsageStore
    : IUsageStore, IRecostableRecords, IRequestCounts, IJournaledStore, IAsyncDisposable, IDisposable
{
    private readonly SqliteStoreFile _file;
    private readonly SemaphoreSlim _writing = new(1);
    private SqliteConnection? _writer;
    private volatile bool _disposed;

    /// <summary>Creates a store over a file.</summary>
    /// <param name="path">The file, absolute or from the current folder. <c>~/</c> is the user's home folder.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or has no meaning on this system.</exception>
    public SqliteUsageStore(string path, SqliteUsageStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new SqliteUsageStoreOptions();
        if (options.BusyTimeout < TimeSpan.Zero || options.BusyTimeout.TotalMilliseconds > int.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(options), options.BusyTimeout, "The busy timeout must be between 0 and 24 days.");
        _file = new SqliteStoreFile(path, options);
    }

    /// <summary>The file's full path.</summary>
    public string Path => _file.Path;

    /// <summary>The folder for journals (<c>&lt;file&gt;.journal</c>); null if the store is read-only.</summary>
    public string? JournalDirectory => _file.IsReadOnly ? null : _file.JournalDirectory;

    /// <summary>Opens a store that must exist, to read it. It accepts no records, and leaves no file that was not there before.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The store; a missing file shows at the first query.</returns>
    public static SqliteUsageStore OpenReadOnly(string path)
        => new(path, new SqliteUsageStoreOptions { Access = SqliteStoreAccess.ReadOnly });

    /// <summary>Opens a store that must exist, to read it and to recover what terminated processes left in their journals
    /// (<see cref="UsageJournals.RecoverAsync"/>).</summary>
    /// <param name="path">The file.</param>
    /// <returns>The store; a missing file shows at the first use.</returns>
    public static SqliteUsageStore OpenExisting(string path)
        => new(path, new SqliteUsageStoreOptions { Access = SqliteStoreAccess.MustExist });

    /// <inheritdoc/>
    public async Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default)
    {
        if (_file.IsReadOnly)
            throw new UsageStoreException($"The usage store '{Path}' is open for reading only. Open it for writing to store records.");
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // SQLite has no asynchronous calls: a locked file would hold up the caller's thread for the whole busy timeout.
            await Task.Run(() => Write(records.Span, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Task.Run(() => Query(query, cancellationToken), cancellationToken);
    }

    /// <summary>The file's full path.</summary>
    /// <returns><see cref="Path"/>.</returns>
    public override string ToString() => Path;

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _disposed = true;
        _writing.Wait();
        try
        {
            CloseWriter();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Closes the file.</summary>
    /// <returns>A task that completes when it is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            CloseWriter();
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Write(ReadOnlySpan<UsageRecord> records, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        if (records.IsEmpty)
            return;
        try
        {
            var writer = OpenWriter();
            using var transaction = writer.BeginTransaction(deferred: false);
            using var insert = new UsageInsert(writer, transaction);
            foreach (ref readonly var record in records)
            {
                cancellationToken.ThrowIfCancellationRequested();
                insert.Execute(in record);
            }

            transaction.Commit();
        }
        catch (SqliteException exception)
        {
            // The next attempt begins with a fresh connection: the file may be another one by then.
            CloseWriter();
            throw SqliteFailure.Explain(exception, Path, _file.BusyTimeout);
        }
    }

    private UsageReport Query(UsageQuery query, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        try
        {
            using var connection = _file.Open();
            return ReportReader.Read(connection, query, cancellationToken);
        }
        catch (SqliteException exception) when (
            exception.SqliteErrorCode == SqliteFailure.Interrupted && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was cancelled.", exception, cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.Explain(exception, Path, _file.BusyTimeout);
        }
    }

    // A file that has been deleted or replaced would still accept records, which no process could read.
    private SqliteConnection OpenWriter()
    {
        if (_writer is { } open && MovedFile.Is(open, Path))
            CloseWriter();
        return _writer ??= _file.Open();
    }

    private void CloseWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }

    private void ThrowIfDisposed()
    {
        if (_disposed)
            throw new UsageStoreException($"The usage store '{Path}' has been closed. Dispose of trackers before their store.");
    }
}
