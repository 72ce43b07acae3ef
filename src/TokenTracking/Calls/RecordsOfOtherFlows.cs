using System.Runtime.InteropServices;

namespace TokenTracking.Calls;

/// <summary>
/// The latest calls that were recorded without a layer above. A layer that a frame does not reach (its flow is suppressed, or a queue is in
/// between) finds here, by the ID of the response, that its call has been recorded by another one.
/// </summary>
internal static class RecordsOfOtherFlows
{
    private const int Size = 256;

    private static readonly Lock Gate = new();
    private static readonly Entry[] Entries = new Entry[Size];
    private static long _latest;

    /// <summary>The number of the latest record.</summary>
    public static long Latest => Volatile.Read(ref _latest);

    /// <summary>Remembers a record, in place of an older one.</summary>
    public static void Add(in RecordedCall call, ITokenTracker tracker)
    {
        if (call.ResponseId is not { } id)
            return;
        lock (Gate)
            SlotOf(id) = new Entry(call, TrackerIdentity.Of(tracker), ++_latest);
    }

    /// <summary>Asks whether another layer has recorded a call in the meantime. A record answers once.</summary>
    /// <param name="call">The call.</param>
    /// <param name="tracker">Its tracker.</param>
    /// <param name="since">The latest record when the call began: an ID that came before it belongs to another call.</param>
    /// <returns>True if another layer has; otherwise, false.</returns>
    public static bool Take(in RecordedCall call, ITokenTracker tracker, long since)
    {
        if (call.ResponseId is not { } id || Latest == since)
            return false;
        lock (Gate)
        {
            ref var slot = ref SlotOf(id);
            if (slot.Tracker != TrackerIdentity.Of(tracker))
                return false;
            // Two calls of the same member may have answers with the same ID, such as those of a recorded response.
            if (slot.Number <= since || !string.Equals(slot.Call.ResponseId, id, StringComparison.Ordinal)
                || string.Equals(slot.Call.Layer, call.Layer, StringComparison.Ordinal))
                return false;
            slot = default;
            return true;
        }
    }

    /// <summary>For a call that began before layers had to find each other: determines whether another layer has recorded it, and
    /// remembers it if none has.</summary>
    public static bool IsRecorded(in FinishedCall call, ITokenTracker tracker)
    {
        var recorded = call.Recorded;
        var isRecorded = FramelessCalls.IsRecorded(in call, tracker) | (call.HasUsage && Take(in recorded, tracker, since: 0));
        if (!isRecorded && call.HasUsage)
            Add(in recorded, tracker);
        return isRecorded;
    }

    private static ref Entry SlotOf(string id) => ref Entries[(uint)string.GetHashCode(id, StringComparison.Ordinal) % Size];

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(RecordedCall Call, int Tracker, long Number);
}
