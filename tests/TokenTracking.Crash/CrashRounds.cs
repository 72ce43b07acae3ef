using Microsoft.Data.Sqlite;
using TokenTracking.Storage;

namespace TokenTracking.Crash;

/// <summary>Rounds of: start one or two recording processes on one store, kill them at a random moment, take in what they left.</summary>
internal sealed class CrashRounds(string storePath, int seed)
{
    private const int CallsPerProcess = 6000;

    private readonly Random _random = new(seed);
    private readonly HashSet<string> _acknowledged = [];
    private int _kills;
    private long _recovered;
    private int _damaged;

    public async Task<CrashOutcome> RunAsync(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var processes = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => RecordAndKillAsync(
                loads: _random.Next(2) == 0, TimeSpan.FromMilliseconds(_random.Next(0, 20)), _random.Next(1, CallsPerProcess))).ToArray();
            foreach (var ids in await Task.WhenAll(processes))
                _acknowledged.UnionWith(ids);
            _kills += processes.Length;
            // In the other rounds the next process takes in what is left, or a later one.
            if (_random.Next(2) == 0)
                await RecoverAsync();
        }

        await RecoverAsync();
        return Judge();
    }

    private async Task<List<string>> RecordAndKillAsync(bool loads, TimeSpan writeInterval, int killAfter)
    {
        using var process = RecordingProcess.Start(storePath, CallsPerProcess, loads, writeInterval);
        List<string> ids = [];
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            ids.Add(line);
            if (ids.Count == killAfter)
                process.Kill();
        }

        await process.WaitForExitAsync();
        if (ids.Count < killAfter)
            throw new InvalidOperationException($"The process ended by itself after {ids.Count} calls with exit code {process.ExitCode}.");
        // The pipe may end in the middle of the last line: its record had been acknowledged, but nobody can say which it was.
        if (ids[^1].Length < 32)
            ids.RemoveAt(ids.Count - 1);
        return ids;
    }

    private async Task RecoverAsync()
    {
        await using var store = new SqliteUsageStore(storePath);
        var recovery = await UsageJournals.RecoverAsync(store);
        _recovered += recovery.Records;
        _damaged += recovery.DamagedFiles.Count + recovery.JournalsLeft;
    }

    private CrashOutcome Judge()
    {
        var stored = ReadIds();
        var missing = _acknowledged.Count(id => !stored.Contains(id));
        var unprinted = stored.Count(id => !_acknowledged.Contains(id));
        var leftOver = UsageJournals.Exist(storePath + ".journal") ? 1 : 0;
        return new CrashOutcome(
            _kills, _acknowledged.Count, stored.Count, _recovered, missing,
            Math.Max(0, unprinted - _kills * RecordingProcess.Threads), _damaged + leftOver);
    }

    private List<string> ReadRows()
    {
        using var connection = new SqliteConnection($"Data Source={storePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT lower(hex(id)) FROM usage";
        using var rows = command.ExecuteReader();
        List<string> ids = [];
        while (rows.Read())
            ids.Add(rows.GetString(0));
        return ids;
    }

    private HashSet<string> ReadIds()
    {
        var rows = ReadRows();
        HashSet<string> ids = [.. rows];
        return ids.Count == rows.Count ? ids : throw new InvalidOperationException("A record is in the store more than once.");
    }
}
