using TokenTracking.Crash;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Sqlite.Tests;

/// <summary>Processes whose file locks are switched off, as is done for network file systems: no lock shows who is running.</summary>
[Trait("Category", "Process")]
public sealed class LocksSwitchedOffTests : IDisposable
{
    // More than fits into the pipe of the output: the process cannot end before somebody reads it.
    private const int Calls = 6000;

    private readonly TemporaryFolder _folder = new();

    private string StorePath => _folder.File("usage.db");

    private string[] Journals => [.. Directory.GetFiles(StorePath + ".journal").Select(static path => Path.GetFileName(path)[32..])];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task The_journal_of_a_running_process_is_left_to_it_and_it_loses_nothing(bool ownerLocks, bool recoveryLocks)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var process = RecordingProcess.Start(StorePath, Calls, loads: false, TimeSpan.FromHours(1), ownerLocks);
        var first = await process.StandardOutput.ReadLineAsync();

        var found = await RecoveringProcess.RunToEndAsync(StorePath, recoveryLocks);

        Assert.Equal((0, 0L, 0, ownerLocks && recoveryLocks ? 0 : 1), found);
        Assert.False(process.HasExited);
        Assert.Equal([ownerLocks ? ".journal" : ".journal.unlocked"], Journals);
        Assert.False(File.Exists(StorePath));
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        if (!ownerLocks)
            Assert.Equal("56", (await process.StandardError.ReadToEndAsync()).Trim());
        Assert.Equal(Calls - 1, rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(32, first!.Length);
        Assert.Equal(Calls, await StoredAsync());
        Assert.Empty(Journals);
    }

    [Fact]
    public async Task What_a_killed_process_left_is_recovered_once_its_journal_is_renamed()
    {
        if (OperatingSystem.IsWindows())
            return;
        using (var process = RecordingProcess.Start(StorePath, Calls, loads: false, TimeSpan.FromHours(1), locksFiles: false))
        {
            await process.StandardOutput.ReadLineAsync();
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.Equal((0, 0L, 0, 1), await RecoveringProcess.RunToEndAsync(StorePath, locksFiles: true));
        var journal = Assert.Single(Directory.GetFiles(StorePath + ".journal"));
        File.Move(journal, Path.ChangeExtension(journal, null));
        Assert.Equal((0, 0L, 0, 1), await RecoveringProcess.RunToEndAsync(StorePath, locksFiles: false));
        var (journals, records, _, unlocked) = await RecoveringProcess.RunToEndAsync(StorePath, locksFiles: true);

        Assert.Equal((1, 0), (journals, unlocked));
        Assert.InRange(records, 1, Calls);
        Assert.Equal(records, await StoredAsync());
        Assert.Empty(Journals);
    }

    private async Task<long> StoredAsync()
    {
        await using var store = SqliteUsageStore.OpenReadOnly(StorePath);
        return (await store.QueryAsync(new UsageQuery())).Totals.Calls;
    }
}
