using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace TokenTracking.Sqlite;

/// <summary>A stored row as the record it was made of.</summary>
internal static class UsageRow
{
    private static readonly string[] SinceVersion2 = ["speed", "geo", "listed_cost", "parts"];

    /// <summary>Selects the records of a query, by time.</summary>
    public static SqliteCommand Select(SqliteConnection connection, UsageQuery query)
    {
        var command = connection.CreateCommand();
        var isFirstVersion = SqliteSchema.VersionOf(connection) < 2;
        var columns = UsageInsert.Columns.Select(column => isFirstVersion && SinceVersion2.Contains(column) ? "NULL" : column);
        command.CommandText = $"SELECT {string.Join(", ", columns)} FROM usage{UsageSelect.Where(command, query)} ORDER BY time, id";
        return command;
    }

    /// <summary>Reads the row that the reader is at. Columns come in the order of <see cref="UsageInsert.Columns"/>.</summary>
    public static UsageRecord Read(SqliteDataReader row)
    {
        var next = 0;
        return new UsageRecord
        {
            Id = new Guid((byte[])row.GetValue(next++), bigEndian: true),
            Time = SqliteTime.ToTime(row.GetInt64(next++)),
            Provider = Text(),
            RequestModel = Text(),
            ResponseModel = Text(),
            Operation = Text(),
            Project = Text(),
            Agent = Text(),
            Task = Text(),
            Metadata = Text() is { } json ? Metadata(json) : null,
            Usage = TokenUsage.FromBuckets(
                Whole(), Whole(), Whole(), Whole(), Whole(), Whole(), Whole(), Whole(), Whole(), Whole(), Whole(), Whole(), Whole() != 0),
            Completeness = (UsageCompleteness)Whole()!.Value,
            RawUsage = Text(),
            Outcome = (CallOutcome)Whole()!.Value,
            ErrorType = Text(),
            Duration = TimeSpan.FromMicroseconds(Whole()!.Value),
            TimeToFirstToken = Whole() is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null,
            Cost = Cost(Whole(), Text()),
            CostBasis = (CostBasis)Whole()!.Value,
            ReportedCost = Money(),
            PriceTable = Text(),
            ResponseId = Text(),
            ServiceTier = Text(),
            MaxOutputTokens = Whole(),
            Speed = Text(),
            Geo = Text(),
            ListedCost = Money(),
            Parts = Text() is { } steps ? UsagePartJson.Read(steps) : null,
        };

        string? Text() => row.IsDBNull(next) ? Skip<string?>() : row.GetString(next++);

        long? Whole() => row.IsDBNull(next) ? Skip<long?>() : row.GetInt64(next++);

        decimal? Money() => Text() is { } text ? SqliteMoney.FromText(text) : null;

        T? Skip<T>()
        {
            next++;
            return default;
        }
    }

    private static decimal? Cost(long? pico, string? text)
        => pico is { } whole ? SqliteMoney.Sum(0, whole, 0m) : text is not null ? SqliteMoney.FromText(text) : null;

    private static Dictionary<string, string> Metadata(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(static pair => pair.Name, static pair => pair.Value.GetString()!, StringComparer.Ordinal);
    }
}
