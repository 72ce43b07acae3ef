using Microsoft.Data.Sqlite;
using TokenTracking.Sqlite.Files;
using TokenTracking.Sqlite.Reading;
using TokenTracking.Sqlite.Writing;
using TokenTracking.Storage;

namespace TokenTracking;

/// <content>Keeps the counts of requests.</content>
public sealed partial class SqliteUsageStore
{
    /// <inheritdoc/>
    public async Task WriteRequestsAsync(RequestRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_file.IsReadOnly)
            throw new UsageStoreException($"The usage store '{Path}' is open for reading only. Open it for writing to store counts.");
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.Run(() => Write(run), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RequestRun>> ReadRequestsAsync(
        DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default)
        => Task.Run(() => Read(from, to, cancellationToken), cancellationToken);

    private void Write(RequestRun run)
    {
        ThrowIfDisposed();
        try
        {
            var writer = OpenWriter();
            using var transaction = writer.BeginTransaction(deferred: false);
            RequestUpsert.Execute(writer, transaction, run);
            transaction.Commit();
        }
        catch (SqliteException exception)
        {
            CloseWriter();
            throw SqliteFailure.Explain(exception, Path, _file.BusyTimeout);
        }
    }

    private IReadOnlyList<RequestRun> Read(DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        try
        {
            using var connection = _file.Open();
            return RequestReader.Read(connection, from, to, cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.Explain(exception, Path, _file.BusyTimeout);
        }
    }
}
