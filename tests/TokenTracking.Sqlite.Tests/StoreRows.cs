using Microsoft.Data.Sqlite;

namespace TokenTracking.Sqlite.Tests;

/// <summary>Looks into a store's file past the store.</summary>
internal static class StoreRows
{
    public static List<Dictionary<string, object?>> Read(string path)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM usage ORDER BY rowid";
        using var rows = command.ExecuteReader();
        List<Dictionary<string, object?>> read = [];
        while (rows.Read())
            read.Add(Enumerable.Range(0, rows.FieldCount)
                .ToDictionary(rows.GetName, index => rows.IsDBNull(index) ? null : rows.GetValue(index)));
        return read;
    }

    public static string Scalar(string path, string sql, int column)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        Assert.True(rows.Read());
        return rows.GetString(column);
    }

    public static void Execute(string path, string sql)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
