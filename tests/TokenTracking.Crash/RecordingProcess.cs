using System.Diagnostics;
using System.Globalization;

namespace TokenTracking.Crash;

/// <summary>
/// A process that records calls as fast as it can on several threads, and prints each call's id once <c>Record</c> has returned. The ids of
/// warnings are on its error output.
/// </summary>
internal static class RecordingProcess
{
    public const string Word = "record";

    /// <summary>Its threads: at most one record of each may be stored without having been printed.</summary>
    public const int Threads = 3;

    /// <summary>Starts one.</summary>
    /// <param name="storePath">The store's file.</param>
    /// <param name="calls">How many calls to record.</param>
    /// <param name="loads">Whether to take in first what dead processes left.</param>
    /// <param name="writeInterval">How often records are moved into the store.</param>
    /// <param name="locksFiles">False for a process whose file locks are switched off.</param>
    public static Process Start(string storePath, int calls, bool loads, TimeSpan writeInterval, bool locksFiles = true)
        => ChildProcess.Start(
            locksFiles,
            Word, storePath, calls.ToString(CultureInfo.InvariantCulture), loads.ToString(),
            writeInterval.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));

    public static async Task RunAsync(string[] args)
    {
        var calls = int.Parse(args[2], CultureInfo.InvariantCulture);
        var options = new TokenTrackingOptions
            { WriteInterval = TimeSpan.FromMilliseconds(double.Parse(args[4], CultureInfo.InvariantCulture)) };
        await using var store = new SqliteUsageStore(args[1], new SqliteUsageStoreOptions { BusyTimeout = TimeSpan.FromSeconds(10) });
        await using var tracker = new TokenTracker(store, options, logger: new WarningIds());
        if (bool.Parse(args[3]))
            await LoadAsync(tracker);
        var output = Console.Out;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => Record(tracker, output, thread, calls / Threads))));
    }

    private static async Task LoadAsync(TokenTracker tracker)
    {
        try
        {
            await tracker.LoadAsync();
        }
        catch (UsageStoreException exception)
        {
            // Another process may hold the store's lock all the time. A program tracks on, and so does this one.
            await Console.Error.WriteLineAsync(exception.Message);
        }
    }

    private static void Record(TokenTracker tracker, TextWriter output, int thread, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            var record = new UsageRecord
            {
                Id = Guid.CreateVersion7(),
                Time = TimeProvider.System.GetUtcNow(),
                Provider = "anthropic",
                ResponseModel = "claude-sonnet-4-5",
                Operation = "analyze_task",
                Project = string.Create(CultureInfo.InvariantCulture, $"project-{thread}"),
                // Sizes differ, so that appends end in different places of a page.
                Task = new string('t', i % 500),
                Usage = TokenUsage.FromExclusive(i, 1),
                Cost = 0.001m,
                CostBasis = CostBasis.Listed,
            };
            tracker.Record(in record);
            output.WriteLine(record.Id.ToString("N"));
        }
    }
}
