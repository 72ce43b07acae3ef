using Microsoft.Data.Sqlite;
using TokenTracking.Sqlite.Schema;

namespace TokenTracking.Sqlite.Writing;

/// <summary>The prepared statement that stores a record, or leaves the one that is there.</summary>
internal sealed class UsageInsert : IDisposable
{
    private static readonly string[] Names = [.. UsageColumns.All.Select(static column => column.Name)];

    private readonly SqliteCommand _command;

    public UsageInsert(SqliteConnection connection, SqliteTransaction transaction)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        // Not OR IGNORE: that would also pass over a record that breaks a constraint, and call it stored.
        _command.CommandText =
            $"INSERT INTO usage ({string.Join(", ", Names)}) VALUES (${string.Join(", $", Names)}) ON CONFLICT (id) DO NOTHING";
        foreach (var name in Names)
            _command.Parameters.Add(new SqliteParameter { ParameterName = "$" + name });
        _command.Prepare();
    }

    public void Execute(in UsageRecord record)
    {
        for (var i = 0; i < Names.Length; i++)
            _command.Parameters[i].Value = UsageColumns.All[i].ValueOf(in record) ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
