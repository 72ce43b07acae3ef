using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TokenTracking.Sqlite.Schema;

/// <summary>The tables of a store, and their version.</summary>
internal static class SqliteSchema
{
    /// <summary>The first version that has the tables of requests.</summary>
    public const int RequestsSince = 4;

    /// <summary>The version that this program writes (<c>PRAGMA user_version</c>): that of its newest column or table. Files of a newer one
    /// are refused.</summary>
    public static readonly int Version = Math.Max(RequestsSince, UsageColumns.All.Max(static column => column.Since));

    // "TTku": marks the file as ours (PRAGMA application_id), so that no other program's database is taken for a store.
    private const int ApplicationId = 0x54546B75;

    private const string Indexes = """
        CREATE INDEX usage_by_time ON usage (time);
        CREATE INDEX usage_by_project_and_time ON usage (project, time);
        """;

    // What became of costs that were corrected.
    private const string CostChanges = """
        CREATE TABLE cost_change (
          id                 BLOB    NOT NULL CHECK (length(id) = 16),
          time               INTEGER NOT NULL,
          cost_before        TEXT,
          basis_before       INTEGER NOT NULL,
          price_table_before TEXT,
          cost_after         TEXT,
          basis_after        INTEGER NOT NULL,
          price_table_after  TEXT
        ) STRICT;
        CREATE INDEX cost_change_by_id ON cost_change (id);
        """;

    // Names of clients are never empty: an empty one stands for none, because a key cannot contain null.
    private const string Requests = """
        CREATE TABLE request_run (
          id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
          started INTEGER NOT NULL,
          counted INTEGER NOT NULL,
          ended   INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE request_count (
          run        BLOB    NOT NULL,
          client     TEXT    NOT NULL,
          host       TEXT    NOT NULL,
          path       TEXT    NOT NULL,
          known      INTEGER NOT NULL,
          sent       INTEGER NOT NULL,
          answered   INTEGER NOT NULL,
          failed     INTEGER NOT NULL,
          recorded   INTEGER NOT NULL,
          repeated   INTEGER NOT NULL,
          unrecorded INTEGER NOT NULL,
          PRIMARY KEY (run, client, host, path, known)
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>The version of the file; 0 for one that holds nothing yet.</summary>
    public static long VersionOf(SqliteConnection connection) => Read(connection, "PRAGMA user_version");

    /// <summary>Makes sure that the file is a store of this version, and makes it one if it is empty.</summary>
    /// <exception cref="UsageStoreException">The file is another program's, or of a newer version.</exception>
    public static void Ensure(SqliteConnection connection, string path, bool mayWrite)
    {
        // A reader makes do with a file of an older version: what that lacks is unknown.
        if (Check(connection, path) is var version && (version == Version || (version > 0 && !mayWrite)))
            return;
        if (!mayWrite)
            throw new UsageStoreException($"'{path}' is empty. No calls have been recorded in it.");

        // Another process may be doing the same: look again under the write lock.
        using var transaction = connection.BeginTransaction(deferred: false);
        version = Check(connection, path);
        for (var next = version + 1; next <= Version; next++)
            Execute(connection, UpgradeTo(next));
        if (version < Version)
        {
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));
        }

        transaction.Commit();
    }

    private static string UpgradeTo(long version)
    {
        var columns = UsageColumns.All.Where(column => column.Since == version);
        return version switch
        {
            1 => $"CREATE TABLE usage ({string.Join(", ", columns.Select(static c => $"{c.Name} {c.Type}"))}) STRICT; {Indexes}",
            2 => AddColumns(columns) + CostChanges,
            RequestsSince => AddColumns(columns) + Requests,
            _ => AddColumns(columns),
        };
    }

    private static string AddColumns(IEnumerable<UsageColumn> columns)
        => string.Concat(columns.Select(static column => $"ALTER TABLE usage ADD COLUMN {column.Name} {column.Type}; "));

    private static long Check(SqliteConnection connection, string path)
    {
        var application = Read(connection, "PRAGMA application_id");
        var version = Read(connection, "PRAGMA user_version");
        if (application == 0 && version == 0 && Read(connection, "SELECT COUNT(*) FROM sqlite_master") == 0)
            return 0;
        if (application != ApplicationId || version <= 0)
        {
            throw new UsageStoreException(
                $"'{path}' is a SQLite database of another program, not a usage store. It was not changed. Specify another file "
                + "for the store.");
        }

        if (version > Version)
        {
            throw new UsageStoreException(
                string.Create(CultureInfo.InvariantCulture,
                    $"'{path}' was written by a newer version of TokenTracking (schema {version}; this version supports {Version}). ")
                + "It was not changed. Update this program, or specify another file.");
        }

        return version;
    }

    private static long Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
