using Microsoft.Data.Sqlite;
using TokenTracking.Sqlite.Values;

namespace TokenTracking.Sqlite.Schema;

/// <summary>Reads the columns of a row one after the other.</summary>
internal ref struct RowReader(SqliteDataReader row)
{
    private int _next;

    public string? Text() => IsNull() ? null : row.GetString(_next++);

    public long? Whole() => IsNull() ? null : row.GetInt64(_next++);

    public long KnownWhole() => row.GetInt64(_next++);

    public byte[] Bytes() => row.GetFieldValue<byte[]>(_next++);

    public decimal? Money() => Text() is { } text ? SqliteMoney.FromText(text) : null;

    // Passes over a null.
    private bool IsNull()
    {
        if (!row.IsDBNull(_next))
            return false;
        _next++;
        return true;
    }
}
