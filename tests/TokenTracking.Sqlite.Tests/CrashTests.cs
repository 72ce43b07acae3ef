using System.Diagnostics;
using TokenTracking.Crash;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Sqlite.Tests;

[Trait("Category", "Process")]
public sealed class CrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The short form; <c>dotnet run --project tests/TokenTracking.Crash -- 1000</c> is the long one.</summary>
    [Fact]
    public async Task Every_record_that_was_acknowledged_survives_kill_9_and_counts_once()
    {
        var seed = Random.Shared.Next();

        var outcome = await new CrashRounds(_folder.File("usage.db"), seed).RunAsync(rounds: 4);

        Assert.True(outcome.IsSound, $"Seed {seed}: {outcome}");
        Assert.True(outcome is { Kills: >= 4, Acknowledged: > 0 }, $"Seed {seed}: {outcome}");
    }

    [Fact]
    public async Task Two_processes_that_write_to_one_store_lose_nothing_and_leave_no_journal()
    {
        var path = _folder.File("usage.db");
        var processes = Enumerable.Range(0, 2)
            .Select(_ => RecordingProcess.Start(path, calls: 1500, loads: true, TimeSpan.FromMilliseconds(1))).ToArray();

        var printed = await Task.WhenAll(processes.Select(ReadToEnd));

        await using var store = SqliteUsageStore.OpenReadOnly(path);
        var totals = (await store.QueryAsync(new UsageQuery())).Totals;
        Assert.Equal(3000, printed.Sum());
        Assert.Equal(3000, totals.Calls);
        Assert.Equal(3.000m, totals.Cost);
        Assert.Empty(Directory.GetFiles(path + ".journal"));
    }

    private static async Task<int> ReadToEnd(Process process)
    {
        using (process)
        {
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        }
    }
}
