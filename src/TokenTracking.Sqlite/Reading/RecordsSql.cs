using Microsoft.Data.Sqlite;
using TokenTracking.Reporting;
using TokenTracking.Sqlite.Schema;
using TokenTracking.Sqlite.Values;
using TokenTracking.Storage;

namespace TokenTracking.Sqlite.Reading;

/// <summary>The statement that lists single records by time.</summary>
internal static class RecordsSql
{
    public static SqliteCommand Create(SqliteConnection connection, UsageQuery query, UsageRecordPage page)
    {
        var sql = new QuerySql(connection, query, new LocalCalendar(query.TimeZone));
        List<string> conditions = [.. sql.Conditions];
        if (page.After is { } last)
        {
            var (time, id) = (sql.Parameter(SqliteTime.From(last.Time)), sql.Parameter(last.Id.ToByteArray(bigEndian: true)));
            conditions.Add($"(time, id) {(page.NewestFirst ? "<" : ">")} ({time}, {id})");
        }

        var direction = page.NewestFirst ? " DESC" : "";
        var limit = page.Limit is { } count ? $" LIMIT {sql.Parameter(count)}" : "";
        sql.Command.CommandText =
            $"SELECT {string.Join(", ", UsageColumns.All.Select(column => column.In(sql.Version)))} FROM usage"
            + $"{QuerySql.Where(conditions)} ORDER BY time{direction}, id{direction}{limit}";
        return sql.Command;
    }
}
