using Microsoft.Data.Sqlite;
using TokenTracking.Sqlite.Values;

namespace TokenTracking.Sqlite.Schema;

/// <summary>
/// The columns of the table of records: their types, what is stored in them and how a record is made of them again. The one place that a
/// new field of a record touches: a column with the schema's next version, and a line in <see cref="Read"/>.
/// </summary>
/// <remarks>Times are microseconds since 1970 in UTC, durations microseconds, the cost is <see cref="SqliteMoney"/>; null is unknown
/// throughout. The order never changes, and new columns come at the end: that is the order in which <see cref="Read"/> reads
/// them.</remarks>
internal static class UsageColumns
{
    private const string Key = "BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16)";
    private const string Text = "TEXT";
    private const string Whole = "INTEGER";
    private const string KnownWhole = "INTEGER NOT NULL";

    public static readonly IReadOnlyList<UsageColumn> All =
    [
        new("id", Key, 1, static (in record) => record.Id.ToByteArray(bigEndian: true)),
        new("time", KnownWhole, 1, static (in record) => SqliteTime.From(record.Time)),
        new("provider", Text, 1, static (in record) => record.Provider),
        new("request_model", Text, 1, static (in record) => record.RequestModel),
        new("response_model", Text, 1, static (in record) => record.ResponseModel),
        new("operation", Text, 1, static (in record) => record.Operation),
        new("project", Text, 1, static (in record) => record.Project),
        new("agent", Text, 1, static (in record) => record.Agent),
        new("task", Text, 1, static (in record) => record.Task),
        new("metadata", Text, 1, static (in record) => record.Metadata is { } metadata ? MetadataJson.Write(metadata) : null),
        new("fresh_input", Whole, 1, static (in record) => record.Usage.FreshInputTokens),
        new("cache_read", Whole, 1, static (in record) => record.Usage.CacheReadTokens),
        new("cache_write_5m", Whole, 1, static (in record) => record.Usage.CacheWrite5mTokens),
        new("cache_write_1h", Whole, 1, static (in record) => record.Usage.CacheWrite1hTokens),
        new("cache_write_other", Whole, 1, static (in record) => record.Usage.CacheWriteOtherTokens),
        new("visible_output", Whole, 1, static (in record) => record.Usage.VisibleOutputTokens),
        new("reasoning", Whole, 1, static (in record) => record.Usage.ReasoningTokens),
        new("audio_input", Whole, 1, static (in record) => record.Usage.AudioInputTokens),
        new("audio_output", Whole, 1, static (in record) => record.Usage.AudioOutputTokens),
        new("image_input", Whole, 1, static (in record) => record.Usage.ImageInputTokens),
        new("image_output", Whole, 1, static (in record) => record.Usage.ImageOutputTokens),
        new("server_tool_calls", Whole, 1, static (in record) => record.Usage.ServerToolCalls),
        new("contradictory", KnownWhole, 1, static (in record) => record.Usage.IsContradictory ? 1L : 0L),
        new("completeness", KnownWhole, 1, static (in record) => (long)record.Completeness),
        new("raw_usage", Text, 1, static (in record) => record.RawUsage),
        new("outcome", KnownWhole, 1, static (in record) => (long)record.Outcome),
        new("error_type", Text, 1, static (in record) => record.ErrorType),
        new("duration", KnownWhole, 1, static (in record) => SqliteTime.From(record.Duration)),
        new("time_to_first_token", Whole, 1, static (in record) => record.TimeToFirstToken is { } time ? SqliteTime.From(time) : null),
        new("cost_pico", Whole, 1, static (in record) => SqliteMoney.From(record.Cost).Pico),
        new("cost_text", Text, 1, static (in record) => SqliteMoney.From(record.Cost).Text),
        new("cost_basis", KnownWhole, 1, static (in record) => (long)record.CostBasis),
        new("reported_cost", Text, 1, static (in record) => SqliteMoney.ToText(record.ReportedCost)),
        new("price_table", Text, 1, static (in record) => record.PriceTable),
        new("response_id", Text, 1, static (in record) => record.ResponseId),
        new("service_tier", Text, 1, static (in record) => record.ServiceTier),
        new("max_output_tokens", Whole, 1, static (in record) => record.MaxOutputTokens),
        new("speed", Text, 2, static (in record) => record.Speed),
        new("geo", Text, 2, static (in record) => record.Geo),
        new("listed_cost", Text, 2, static (in record) => SqliteMoney.ToText(record.ListedCost)),
        new("parts", Text, 2, static (in record) => record.Parts is { } parts ? UsagePartJson.Write(parts) : null),
        new("units", Text, 3, static (in record) => record.Units is { } units ? UsageUnitJson.Write(units) : null),
        new("audio_cache_read", Whole, 5, static (in record) => record.Usage.AudioCacheReadTokens),
        new("image_cache_read", Whole, 5, static (in record) => record.Usage.ImageCacheReadTokens),
    ];

    /// <summary>Makes a record of the row that a reader is at, whose columns are <see cref="All"/> in their order.</summary>
    public static UsageRecord Read(SqliteDataReader reader)
    {
        var row = new RowReader(reader);
        // Initialisers run in the order in which they are written, which is the order of the columns.
        var record = new UsageRecord
        {
            Id = new Guid(row.Bytes(), bigEndian: true),
            Time = SqliteTime.ToTime(row.KnownWhole()),
            Provider = row.Text(),
            RequestModel = row.Text(),
            ResponseModel = row.Text(),
            Operation = row.Text(),
            Project = row.Text(),
            Agent = row.Text(),
            Task = row.Text(),
            Metadata = row.Text() is { } json ? MetadataJson.Read(json) : null,
            Usage = TokenUsage.FromBuckets(
                row.Whole(), row.Whole(), row.Whole(), row.Whole(), row.Whole(), row.Whole(), row.Whole(), row.Whole(), row.Whole(),
                row.Whole(), row.Whole(), row.Whole(), contradictory: row.KnownWhole() != 0),
            Completeness = (UsageCompleteness)row.KnownWhole(),
            RawUsage = row.Text(),
            Outcome = (CallOutcome)row.KnownWhole(),
            ErrorType = row.Text(),
            Duration = SqliteTime.ToDuration(row.KnownWhole()),
            TimeToFirstToken = row.Whole() is { } microseconds ? SqliteTime.ToDuration(microseconds) : null,
            Cost = new SqliteMoney(row.Whole(), row.Text()).Amount,
            CostBasis = (CostBasis)row.KnownWhole(),
            ReportedCost = row.Money(),
            PriceTable = row.Text(),
            ResponseId = row.Text(),
            ServiceTier = row.Text(),
            MaxOutputTokens = row.Whole(),
            Speed = row.Text(),
            Geo = row.Text(),
            ListedCost = row.Money(),
            Parts = row.Text() is { } steps ? UsagePartJson.Read(steps) : null,
            Units = row.Text() is { } units ? UsageUnitJson.Read(units) : null,
        };
        // The counts that came later are in the last columns.
        var (audio, image) = (row.Whole(), row.Whole());
        return audio is null && image is null
            ? record
            : record with { Usage = record.Usage.WithParts(audioCacheRead: audio, imageCacheRead: image) };
    }
}
