namespace TokenTracking.Sqlite.Schema;

/// <summary>A column of the table of records.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type and constraints in SQL.</param>
/// <param name="Since">The first version of the schema that has it.</param>
/// <param name="ValueOf">What is stored in it for a record; null for unknown.</param>
internal sealed record UsageColumn(string Name, string Type, int Since, UsageColumn.Value ValueOf)
{
    public delegate object? Value(in UsageRecord record);

    /// <summary>The column in a statement over a file of some version: what that version lacks is unknown.</summary>
    public string In(long version) => version < Since ? "NULL" : Name;
}
