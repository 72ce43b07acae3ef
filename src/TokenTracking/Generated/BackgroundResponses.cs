using System.Collections.Concurrent;
using TokenTracking.Calls;

namespace TokenTracking.Generated;

/// <summary>The responses that were created without usage, as those in the background are. Their usage is stated when they are looked up,
/// and is recorded by the first who sees it.</summary>
internal static class BackgroundResponses
{
    // Not the mark of polls: the handler sets that one on every response that can be requested again, also on those of other calls.
    private const string Layer = "TokenTracking.Background";

    // A response that is never looked up must not be remembered forever.
    private const int Most = 4096;

    private static readonly ConcurrentDictionary<string, Entry> Pending = new(StringComparer.Ordinal);
    private static readonly ConcurrentQueue<string> Order = new();
    private static bool _areSome;

    /// <summary>True if no call has left its usage to a later one so far; otherwise, false.</summary>
    public static bool AreNone => !Volatile.Read(ref _areSome);

    /// <summary>Remembers a response whose usage is unknown so far.</summary>
    /// <param name="id">Its ID.</param>
    /// <param name="call">The call that created it.</param>
    /// <param name="isRecorded">True if the call has a record without usage; otherwise, false.</param>
    public static void Add(string id, in TrackedCall call, bool isRecorded)
    {
        Volatile.Write(ref _areSome, true);
        var entry = new Entry(in call, isRecorded);
        if (!Pending.TryAdd(id, entry))
        {
            if (isRecorded)
                Pending[id] = entry;
            return;
        }

        Order.Enqueue(id);
        while (Order.Count > Most && Order.TryDequeue(out var oldest))
        {
            // Nobody has asked for it: its usage stays unknown.
            if (Pending.TryRemove(oldest, out var forgotten) && !forgotten.IsRecorded)
                forgotten.Call.EndForgotten();
        }
    }

    /// <summary>Determines whether a call that returned a response with usage records it.</summary>
    /// <param name="id">The ID of the response.</param>
    /// <param name="isBackground">True if the response says that it was created in the background; otherwise, false.</param>
    /// <param name="isLookUp">True if the member returns what was created before; otherwise, false.</param>
    /// <param name="tracker">The tracker of the call.</param>
    /// <param name="created">The call that created the response, if it was seen; otherwise, null.</param>
    /// <returns>False if the response was billed by another call, or has been recorded.</returns>
    public static bool Takes(string id, bool isBackground, bool isLookUp, ITokenTracker tracker, out TrackedCall? created)
    {
        created = Pending.TryRemove(id, out var entry) ? entry.Call : null;
        if (created is null && !isBackground)
            return !isLookUp && !RepeatedResponses.Have(new RecordedCall(Layer, id, null), tracker);
        Volatile.Write(ref _areSome, true);
        RepeatedResponses.Add(Layer, id, tracker);
        return PolledResponses.TryAdd(id, tracker);
    }

    /// <summary>Takes the call that created a response which has ended without usage.</summary>
    /// <returns>The call; null if the response is not known, or its call has a record.</returns>
    public static TrackedCall? TakeUnrecorded(string id)
        => Pending.TryRemove(id, out var entry) && !entry.IsRecorded ? entry.Call : null;

    private sealed class Entry(in TrackedCall call, bool isRecorded)
    {
        public TrackedCall Call { get; } = call;

        public bool IsRecorded { get; } = isRecorded;
    }
}
