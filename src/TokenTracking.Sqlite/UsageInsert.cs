using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace TokenTracking.Sqlite;

/// <summary>The prepared statement that stores a record, or leaves the one that is there.</summary>
internal sealed class UsageInsert : IDisposable
{
    internal static readonly string[] Columns =
    [
        "id", "time", "provider", "request_model", "response_model", "operation", "project", "agent", "task", "metadata",
        "fresh_input", "cache_read", "cache_write_5m", "cache_write_1h", "cache_write_other", "visible_output", "reasoning",
        "audio_input", "audio_output", "image_input", "image_output", "server_tool_calls", "contradictory", "completeness", "raw_usage",
        "outcome", "error_type", "duration", "time_to_first_token", "cost_pico", "cost_text", "cost_basis", "reported_cost", "price_table",
        "response_id", "service_tier", "max_output_tokens", "speed", "geo", "listed_cost", "parts",
    ];

    private readonly SqliteCommand _command;
    private readonly byte[] _id = new byte[16];
    private int _next;

    public UsageInsert(SqliteConnection connection, SqliteTransaction transaction)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        // Not OR IGNORE: that would also pass over a record that breaks a constraint, and call it stored.
        _command.CommandText =
            $"INSERT INTO usage ({string.Join(", ", Columns)}) VALUES (${string.Join(", $", Columns)}) ON CONFLICT (id) DO NOTHING";
        foreach (var column in Columns)
            _command.Parameters.Add(new SqliteParameter { ParameterName = "$" + column });
        _command.Prepare();
    }

    public void Execute(in UsageRecord record)
    {
        record.Id.TryWriteBytes(_id, bigEndian: true, out _);
        var cost = SqliteMoney.From(record.Cost);
        var usage = record.Usage;
        _next = 0;
        Bind(_id);
        Bind(SqliteTime.From(record.Time));
        Bind(record.Provider);
        Bind(record.RequestModel);
        Bind(record.ResponseModel);
        Bind(record.Operation);
        Bind(record.Project);
        Bind(record.Agent);
        Bind(record.Task);
        Bind(ToJson(record.Metadata));
        Bind(usage.FreshInputTokens);
        Bind(usage.CacheReadTokens);
        Bind(usage.CacheWrite5mTokens);
        Bind(usage.CacheWrite1hTokens);
        Bind(usage.CacheWriteOtherTokens);
        Bind(usage.VisibleOutputTokens);
        Bind(usage.ReasoningTokens);
        Bind(usage.AudioInputTokens);
        Bind(usage.AudioOutputTokens);
        Bind(usage.ImageInputTokens);
        Bind(usage.ImageOutputTokens);
        Bind(usage.ServerToolCalls);
        Bind(usage.IsContradictory ? 1 : 0);
        Bind((long)record.Completeness);
        Bind(record.RawUsage);
        Bind((long)record.Outcome);
        Bind(record.ErrorType);
        Bind(SqliteTime.From(record.Duration));
        Bind(record.TimeToFirstToken is { } time ? SqliteTime.From(time) : null);
        Bind(cost.Pico);
        Bind(cost.Text);
        Bind((long)record.CostBasis);
        Bind(record.ReportedCost is { } reported ? SqliteMoney.ToText(reported) : null);
        Bind(record.PriceTable);
        Bind(record.ResponseId);
        Bind(record.ServiceTier);
        Bind(record.MaxOutputTokens);
        Bind(record.Speed);
        Bind(record.Geo);
        Bind(record.ListedCost is { } listed ? SqliteMoney.ToText(listed) : null);
        Bind(record.Parts is { } parts ? UsagePartJson.Write(parts) : null);
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(long? value) => BindValue(value);

    private void Bind(string? value) => BindValue(value);

    private void Bind(byte[] value) => BindValue(value);

    private void BindValue(object? value) => _command.Parameters[_next++].Value = value ?? DBNull.Value;

    private static string? ToJson(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null)
            return null;
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in metadata)
                writer.WriteString(key, value);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }
}
