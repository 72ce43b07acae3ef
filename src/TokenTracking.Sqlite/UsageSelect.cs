using Microsoft.Data.Sqlite;

namespace TokenTracking.Sqlite;

/// <summary>A query as SQL: SQLite filters, groups and sums; only one row per group comes back.</summary>
internal static class UsageSelect
{
    // The columns after the keys, in the order that ReadFigures takes them.
    private const string Figures = """
        COUNT(*),
        COALESCE(SUM(COALESCE(fresh_input, 0) + COALESCE(cache_read, 0)
          + COALESCE(cache_write_5m, 0) + COALESCE(cache_write_1h, 0) + COALESCE(cache_write_other, 0)), 0),
        COALESCE(SUM(COALESCE(visible_output, 0) + COALESCE(reasoning, 0)), 0),
        COALESCE(SUM(cache_read), 0),
        COALESCE(SUM(COALESCE(cache_write_5m, 0) + COALESCE(cache_write_1h, 0) + COALESCE(cache_write_other, 0)), 0),
        COALESCE(SUM(reasoning), 0),
        COUNT(*) FILTER (WHERE COALESCE(fresh_input, cache_read, cache_write_5m, cache_write_1h, cache_write_other, visible_output, reasoning,
          audio_input, audio_output, image_input, image_output, server_tool_calls) IS NULL),
        COUNT(cost_pico),
        COALESCE(SUM(cost_pico / 1000000000), 0),
        COALESCE(SUM(cost_pico % 1000000000), 0),
        COUNT(cost_text),
        decimal_sum(cost_text) FILTER (WHERE cost_text IS NOT NULL)
        """;

    public static SqliteCommand Create(SqliteConnection connection, UsageQuery query)
    {
        var calendar = new LocalCalendar(query.TimeZone);
        connection.CreateFunction<long, long>("local_day", calendar.DayOf, isDeterministic: true);
        connection.CreateFunction<long, long>("local_month", calendar.MonthOf, isDeterministic: true);
        connection.CreateAggregate<string, decimal, string>(
            "decimal_sum", 0m, static (sum, amount) => sum + SqliteMoney.FromText(amount), SqliteMoney.ToText, isDeterministic: true);

        var command = connection.CreateCommand();
        var where = Where(command, query);
        var keys = query.GroupBy.Select(KeyOf).ToArray();
        var select = string.Join(", ", [.. keys, Figures]);
        var groupBy = keys.Length == 0 ? "" : " GROUP BY " + string.Join(", ", keys.Select(static (_, index) => index + 1));
        command.CommandText = $"SELECT {select} FROM usage{where}{groupBy}";
        return command;
    }

    /// <summary>The condition of a query, with its parameters.</summary>
    public static string Where(SqliteCommand command, UsageQuery query)
    {
        List<string> conditions = [];
        if (query.From is { } from)
            AddCondition("time >= $from", "$from", SqliteTime.Bound(from));
        if (query.To is { } to)
            AddCondition("time < $to", "$to", SqliteTime.Bound(to));
        if (query.Project is { } project)
            AddCondition("project = $project", "$project", project);
        return conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);

        void AddCondition(string condition, string name, object value)
        {
            conditions.Add(condition);
            command.Parameters.AddWithValue(name, value);
        }
    }

    public static string?[] ReadKey(SqliteDataReader row, UsageQuery query)
    {
        var key = new string?[query.GroupBy.Count];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = row.IsDBNull(i) ? null : query.GroupBy[i] switch
            {
                UsageDimension.Day => LocalCalendar.DayText(row.GetInt64(i)),
                UsageDimension.Month => LocalCalendar.MonthText(row.GetInt64(i)),
                _ => row.GetString(i),
            };
        }

        return key;
    }

    public static UsageFigures ReadFigures(SqliteDataReader row, UsageQuery query)
    {
        var next = query.GroupBy.Count;
        var calls = row.GetInt64(next++);
        var figures = new UsageFigures
        {
            Calls = calls,
            InputTokens = row.GetInt64(next++),
            OutputTokens = row.GetInt64(next++),
            CacheReadTokens = row.GetInt64(next++),
            CacheWriteTokens = row.GetInt64(next++),
            ReasoningTokens = row.GetInt64(next++),
            CallsWithoutUsage = row.GetInt64(next++),
        };
        var pico = row.GetInt64(next++);
        var billions = row.GetInt64(next++);
        var rest = row.GetInt64(next++);
        var texts = row.GetInt64(next++);
        var text = texts == 0 ? 0m : SqliteMoney.FromText(row.GetString(next));
        return figures with
        {
            Cost = pico + texts == 0 ? null : SqliteMoney.Sum(billions, rest, text),
            UnpricedCalls = calls - pico - texts,
        };
    }

    private static string KeyOf(UsageDimension dimension) => dimension switch
    {
        UsageDimension.Project => "project",
        UsageDimension.Operation => "operation",
        UsageDimension.Model => "COALESCE(response_model, request_model)",
        UsageDimension.Provider => "provider",
        UsageDimension.Agent => "agent",
        UsageDimension.Task => "task",
        UsageDimension.Day => "local_day(time)",
        UsageDimension.Month => "local_month(time)",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a dimension of a report."),
    };
}
