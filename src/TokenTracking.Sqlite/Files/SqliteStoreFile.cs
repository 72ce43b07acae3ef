using System.Globalization;
using Microsoft.Data.Sqlite;
using TokenTracking.Sqlite.Schema;
using TokenTracking.Storage;

namespace TokenTracking.Sqlite.Files;

/// <summary>The file of a store: where it is, and how a connection to it is opened.</summary>
internal sealed class SqliteStoreFile(string path, SqliteUsageStoreOptions options)
{
    public string Path { get; } = StorePath.Resolve(path, folder: null);

    public TimeSpan BusyTimeout { get; } = options.BusyTimeout;

    public SqliteStoreAccess Access { get; } = options.Access;

    public bool IsReadOnly => Access == SqliteStoreAccess.ReadOnly;

    /// <summary>The folder for the journals of the processes that write to the file.</summary>
    public string JournalDirectory => Path + ".journal";

    public bool Exists => File.Exists(Path);

    /// <summary>Opens a connection to a store of the current schema.</summary>
    /// <exception cref="SqliteException">SQLite cannot open it.</exception>
    /// <exception cref="UsageStoreException">The file is missing or not ours.</exception>
    public SqliteConnection Open()
    {
        Prepare();
        try
        {
            return Open(Path, IsReadOnly ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate);
        }
        catch (SqliteException failure) when (IsReadOnly && SqliteFailure.NeedsFiles(failure))
        {
            // Nothing can be created next to the file. What cannot be written does not change either, if all of it is in the file.
            foreach (var unfinished in (string[])["-wal", "-journal"])
            {
                if (new FileInfo(Path + unfinished) is { Exists: true, Length: > 0 } part)
                    throw SqliteFailure.Unfinished(failure, Path, part.Name);
            }

            return Open(new Uri(Path).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);
        }
    }

    private SqliteConnection Open(string source, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            // A reader opens the file for writing too if it may, and is prevented from writing by query_only: SQLite's own read-only mode
            // leaves -wal and -shm files behind that only a writer can remove. If the file is write-protected, SQLite falls back to reading
            // by itself.
            Mode = mode,
            // Pooled connections keep the file open after the store is disposed of.
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(BusyTimeout.TotalSeconds)),
        }.ToString());
        try
        {
            connection.Open();
            Configure(connection);
            SqliteSchema.Ensure(connection, Path, mayWrite: !IsReadOnly);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Prepare()
    {
        if (Exists)
            return;
        // If a process was terminated before its first group was stored, the journals are all there is: the store is made of them.
        if (IsReadOnly || Access == SqliteStoreAccess.MustExist && !UsageJournals.Exist(JournalDirectory))
            throw Directory.Exists(Path) ? NotAFile() : SqliteFailure.Missing(Path);
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SqliteFailure.Folder(exception, Path);
        }
    }

    private UsageStoreException NotAFile() => new($"'{Path}' is a folder. A usage store is a file; specify a file in that folder.");

    private void Configure(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(long)BusyTimeout.TotalMilliseconds}; PRAGMA trusted_schema = OFF;");
        command.ExecuteNonQuery();
        if (IsReadOnly)
        {
            command.CommandText = "PRAGMA query_only = ON";
            command.ExecuteNonQuery();
            return;
        }

        // Write-ahead log: reports read while a tracker writes. Synced at each commit: the journal is trimmed once a group is committed, so
        // the commit has to survive a power loss as well as the journal would have.
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        command.ExecuteNonQuery();
    }
}
