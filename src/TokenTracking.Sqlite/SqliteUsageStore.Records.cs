using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using TokenTracking.Sqlite.Files;
using TokenTracking.Sqlite.Reading;
using TokenTracking.Sqlite.Schema;
using TokenTracking.Sqlite.Writing;
using TokenTracking.Storage;

namespace TokenTracking;

public sealed partial class SqliteUsageStore
{
    private const int RecordsAhead = 512;

    /// <inheritdoc/>
    public async IAsyncEnumerable<UsageRecord> ReadAsync(
        UsageQuery query, UsageRecordPage? page = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        // SQLite has no asynchronous calls: a thread reads a little ahead of who asks, however many records there are.
        var records = Channel.CreateBounded<UsageRecord>(
            new BoundedChannelOptions(RecordsAhead) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => ReadAsync(query, page ?? new UsageRecordPage(), records.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var record in records.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return record;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<int> CorrectCostsAsync(IReadOnlyList<CostCorrection> corrections, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        if (_file.IsReadOnly)
            throw new UsageStoreException($"The usage store '{Path}' is open for reading only. Open it for writing to correct costs.");
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Correct(corrections, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync(
        UsageQuery query, UsageRecordPage page, ChannelWriter<UsageRecord> records, CancellationToken cancellationToken)
    {
        try
        {
            ThrowIfDisposed();
            using var connection = _file.Open();
            using var command = RecordsSql.Create(connection, query, page);
            using var rows = command.ExecuteReader();
            while (rows.Read())
                await records.WriteAsync(UsageColumns.Read(rows), cancellationToken).ConfigureAwait(false);
            records.Complete();
        }
        catch (SqliteException exception)
        {
            records.Complete(SqliteFailure.Explain(exception, Path, _file.BusyTimeout));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException or OverflowException
            or InvalidCastException or InvalidOperationException and not ObjectDisposedException)
        {
            records.Complete(new UsageStoreException(
                $"The usage store '{Path}' holds a record that cannot be read: {exception.Message} Nothing was changed; restore the row, "
                + "or the file, from a copy.",
                exception));
        }
#pragma warning disable CA1031 // Whoever reads waits for the channel's end: it must come whatever happened, and brings the exception along.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            records.Complete(exception);
        }
    }

    private int Correct(IReadOnlyList<CostCorrection> corrections, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        try
        {
            var writer = OpenWriter();
            using var transaction = writer.BeginTransaction(deferred: false);
            using var update = new CostUpdate(writer, transaction);
            var corrected = 0;
            foreach (var correction in corrections)
            {
                cancellationToken.ThrowIfCancellationRequested();
                corrected += update.Execute(correction) ? 1 : 0;
            }

            transaction.Commit();
            return corrected;
        }
        catch (SqliteException exception)
        {
            CloseWriter();
            throw SqliteFailure.Explain(exception, Path, _file.BusyTimeout);
        }
    }
}
