using Microsoft.Data.Sqlite;
using TokenTracking.Sqlite.Values;
using TokenTracking.Storage;

namespace TokenTracking.Sqlite.Writing;

/// <summary>Stores the counts of a run in place of those that are there.</summary>
internal static class RequestUpsert
{
    private const string Run = """
        INSERT INTO request_run (id, started, counted, ended) VALUES ($id, $started, $counted, $ended)
        ON CONFLICT (id) DO UPDATE SET counted = excluded.counted, ended = excluded.ended
        """;

    private const string Count = """
        INSERT INTO request_count (run, client, host, path, known, sent, answered, failed, recorded, repeated, unrecorded)
        VALUES ($run, $client, $host, $path, $known, $sent, $answered, $failed, $recorded, $repeated, $unrecorded)
        ON CONFLICT (run, client, host, path, known) DO UPDATE SET sent = excluded.sent, answered = excluded.answered,
          failed = excluded.failed, recorded = excluded.recorded, repeated = excluded.repeated, unrecorded = excluded.unrecorded
        """;

    public static void Execute(SqliteConnection connection, SqliteTransaction transaction, RequestRun run)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Run;
        var id = run.Id.ToByteArray(bigEndian: true);
        Bind(command, ("$id", id), ("$started", SqliteTime.From(run.StartedAt)), ("$counted", SqliteTime.From(run.CountedAt)),
            ("$ended", run.HasEnded ? 1L : 0L));
        command.ExecuteNonQuery();
        command.CommandText = Count;
        foreach (var count in run.Counts)
        {
            Bind(command, ("$run", id), ("$client", count.Client ?? ""), ("$host", count.Host), ("$path", count.Path),
                ("$known", count.IsKnownToBill ? 1L : 0L), ("$sent", count.Sent), ("$answered", count.Answered),
                ("$failed", count.Failed), ("$recorded", count.Recorded), ("$repeated", count.Repeated),
                ("$unrecorded", count.Unrecorded));
            command.ExecuteNonQuery();
        }
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
    }
}
