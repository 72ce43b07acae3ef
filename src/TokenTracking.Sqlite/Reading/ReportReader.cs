using Microsoft.Data.Sqlite;
using SQLitePCL;
using TokenTracking.Reporting;

namespace TokenTracking.Sqlite.Reading;

/// <summary>Answers a query: SQLite filters, groups and sums, and only one row per group comes back.</summary>
internal static class ReportReader
{
    /// <summary>Reads the report of a query.</summary>
    /// <exception cref="SqliteException">The file cannot be read, or the reading was cancelled.</exception>
    public static UsageReport Read(SqliteConnection connection, UsageQuery query, CancellationToken cancellationToken)
    {
        using var interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
        FiguresSql.AddTo(connection);
        try
        {
            return Read(connection, query, new FiguresSql(isWide: false));
        }
        catch (SqliteException failure) when (FiguresSql.IsOverflow(failure))
        {
            return Read(connection, query, new FiguresSql(isWide: true));
        }
    }

    private static UsageReport Read(SqliteConnection connection, UsageQuery query, FiguresSql figures)
    {
        var builder = new UsageReportBuilder(query);
        var sql = new QuerySql(connection, query, builder.Calendar);
        DimensionSql[] keys = [.. query.GroupBy.Select(sql.Of)];
        using var command = sql.Command;
        var groupBy = keys.Length == 0 ? "" : " GROUP BY " + string.Join(", ", keys.Select(static (_, index) => index + 1));
        command.CommandText =
            $"SELECT {string.Join(", ", [.. keys.Select(static key => key.Expression), figures.Columns])} FROM usage"
            + QuerySql.Where(sql.Conditions) + groupBy;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var key = keys.Select((dimension, column) => rows.IsDBNull(column) ? null : dimension.FromRow(rows, column));
            builder.Add([.. key], figures.Read(rows, keys.Length));
        }

        return builder.Build();
    }
}
