using Microsoft.Data.Sqlite;
using TokenTracking.Sqlite.Values;
using TokenTracking.Storage;

namespace TokenTracking.Sqlite.Writing;

/// <summary>The prepared statements that correct a cost and keep the one it replaces.</summary>
internal sealed class CostUpdate : IDisposable
{
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _keep;

    public CostUpdate(SqliteConnection connection, SqliteTransaction transaction)
    {
        _update = connection.CreateCommand();
        _update.Transaction = transaction;
        _update.CommandText = """
            UPDATE usage SET cost_pico = $pico, cost_text = $text, cost_basis = $basis, price_table = $table
            WHERE id = $id AND cost_basis = $basis_before AND cost_pico IS $pico_before AND cost_text IS $text_before
            """;
        _keep = connection.CreateCommand();
        _keep.Transaction = transaction;
        _keep.CommandText = """
            INSERT INTO cost_change (id, time, cost_before, basis_before, price_table_before, cost_after, basis_after, price_table_after)
            VALUES ($id, $time, $before, $basis_before, $table_before, $after, $basis, $table)
            """;
    }

    /// <summary>Corrects one cost.</summary>
    /// <returns>True if it was corrected; false if the record is gone or its cost has changed since.</returns>
    public bool Execute(CostCorrection correction)
    {
        var id = correction.Id.ToByteArray(bigEndian: true);
        var (before, after) = (SqliteMoney.From(correction.Before.Amount), SqliteMoney.From(correction.After.Amount));
        Bind(_update, ("$id", id), ("$pico", after.Pico), ("$text", after.Text), ("$basis", (long)correction.After.Basis),
            ("$table", correction.After.PriceTable), ("$basis_before", (long)correction.Before.Basis), ("$pico_before", before.Pico),
            ("$text_before", before.Text));
        if (_update.ExecuteNonQuery() == 0)
            return false;
        Bind(_keep, ("$id", id), ("$time", SqliteTime.From(correction.CorrectedAt)), ("$before", Text(correction.Before)),
            ("$basis_before", (long)correction.Before.Basis), ("$table_before", correction.Before.PriceTable),
            ("$after", Text(correction.After)),
            ("$basis", (long)correction.After.Basis), ("$table", correction.After.PriceTable));
        _keep.ExecuteNonQuery();
        return true;
    }

    public void Dispose()
    {
        _update.Dispose();
        _keep.Dispose();
    }

    private static string? Text(CallCost cost) => SqliteMoney.ToText(cost.Amount);

    private static void Bind(SqliteCommand command, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
    }
}
