using Microsoft.Data.Sqlite;
using TokenTracking.Sqlite.Schema;
using TokenTracking.Sqlite.Values;
using TokenTracking.Storage;

namespace TokenTracking.Sqlite.Reading;

/// <summary>Reads the counts of requests.</summary>
internal static class RequestReader
{
    private const string Sql = """
        SELECT r.id, r.started, r.counted, r.ended, c.client, c.host, c.path, c.known, c.sent, c.answered, c.failed, c.recorded, c.repeated,
          c.unrecorded
        FROM request_run r JOIN request_count c ON c.run = r.id
        WHERE ($from IS NULL OR r.counted >= $from) AND ($to IS NULL OR r.started < $to)
        ORDER BY r.started, r.id, c.client, c.host, c.path, c.known
        """;

    public static IReadOnlyList<RequestRun> Read(
        SqliteConnection connection, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        // A file of an older version, opened for reading only.
        if (SqliteSchema.VersionOf(connection) < SqliteSchema.RequestsSince)
            return [];
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.Parameters.AddWithValue("$from", from is { } first ? SqliteTime.From(first) : DBNull.Value);
        command.Parameters.AddWithValue("$to", to is { } last ? SqliteTime.From(last) : DBNull.Value);
        using var rows = command.ExecuteReader();
        List<RequestRun> runs = [];
        List<RequestCount> counts = [];
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = new RowReader(rows);
            var run = ReadRun(ref row, counts);
            if (runs.Count == 0 || runs[^1].Id != run.Id)
                runs.Add(run with { Counts = counts = [] });
            counts.Add(ReadCount(ref row));
        }

        return runs;
    }

    private static RequestRun ReadRun(ref RowReader row, IReadOnlyList<RequestCount> counts) => new()
    {
        Id = new Guid(row.Bytes(), bigEndian: true),
        StartedAt = SqliteTime.ToTime(row.KnownWhole()),
        CountedAt = SqliteTime.ToTime(row.KnownWhole()),
        HasEnded = row.KnownWhole() != 0,
        Counts = counts,
    };

    private static RequestCount ReadCount(ref RowReader row) => new()
    {
        Client = row.Text() is { Length: > 0 } client ? client : null,
        Host = row.Text()!,
        Path = row.Text()!,
        IsKnownToBill = row.KnownWhole() != 0,
        Sent = row.KnownWhole(),
        Answered = row.KnownWhole(),
        Failed = row.KnownWhole(),
        Recorded = row.KnownWhole(),
        Repeated = row.KnownWhole(),
        Unrecorded = row.KnownWhole(),
    };
}
