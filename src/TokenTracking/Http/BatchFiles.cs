using System.Collections.Concurrent;
using TokenTracking.Calls;

namespace TokenTracking.Http;

/// <summary>How many lines of each file of results have been recorded: the file is downloaded again, and its lines are the same.</summary>
internal static class BatchFiles
{
    // Addresses may come from outside.
    private const int MostKept = 4096;

    private static readonly ConcurrentDictionary<(string Address, int Tracker), long> Lines = new();

    /// <summary>The lines of a file that have been recorded.</summary>
    public static long Recorded(string address, ITokenTracker tracker) => Lines.GetValueOrDefault(Key(address, tracker));

    /// <summary>The lines up to a number have been recorded.</summary>
    public static void Add(string address, ITokenTracker tracker, long lines)
    {
        if (Lines.Count < MostKept || Lines.ContainsKey(Key(address, tracker)))
            Lines.AddOrUpdate(Key(address, tracker), lines, (_, before) => Math.Max(before, lines));
    }

    private static (string Address, int Tracker) Key(string address, ITokenTracker tracker)
        => (address, TrackerIdentity.Of(tracker));
}
