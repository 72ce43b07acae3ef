using System.Diagnostics;
using System.Globalization;
using TokenTracking.Storage;

namespace TokenTracking.Crash;

/// <summary>A process that moves what others left into the store, and prints what it found.</summary>
internal static class RecoveringProcess
{
    public const string Word = "recover";

    /// <summary>Starts one, and waits for its end.</summary>
    /// <param name="storePath">The store's file.</param>
    /// <param name="locksFiles">False for a process whose file locks are switched off.</param>
    /// <returns>What it counted.</returns>
    public static async Task<(int Journals, long Records, int Left, int Unlocked)> RunToEndAsync(string storePath, bool locksFiles)
    {
        using var process = ChildProcess.Start(locksFiles, Word, storePath);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The recovery ended with exit code {process.ExitCode}.");
        var counts = output.Split(' ').Select(static count => int.Parse(count, CultureInfo.InvariantCulture)).ToArray();
        return (counts[0], counts[1], counts[2], counts[3]);
    }

    public static async Task RunAsync(string[] args)
    {
        await using var store = new SqliteUsageStore(args[1], new SqliteUsageStoreOptions { BusyTimeout = TimeSpan.FromSeconds(10) });
        var recovery = await UsageJournals.RecoverAsync(store, logger: new WarningIds());
        await Console.Out.WriteAsync(string.Create(CultureInfo.InvariantCulture,
            $"{recovery.Journals} {recovery.Records} {recovery.JournalsLeft} {recovery.JournalsUnlocked}"));
    }
}
