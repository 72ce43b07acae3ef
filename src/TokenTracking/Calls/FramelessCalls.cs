using System.Runtime.InteropServices;

namespace TokenTracking.Calls;

/// <summary>
/// Calls that began before layers had to find each other: they have no frame, and a layer that came to exist within one has none above it.
/// They are told to be the same call by what they say, and by their time.
/// </summary>
/// <remarks>There are few of them, and only at the beginning of a process. What is kept for them has a limit, after which nothing more
/// is.</remarks>
internal static class FramelessCalls
{
    private const int MaxKept = 256;

    private static readonly Lock Gate = new();
    private static readonly List<Entry> Frameless = new(MaxKept);
    private static readonly List<Entry> Outermost = new(MaxKept);
    private static int _kept;

    /// <summary>Determines whether a layer within a call without a frame has recorded it, and remembers the call if none has.</summary>
    public static bool IsRecorded(in FinishedCall call, ITokenTracker tracker)
    {
        var entry = new Entry(in call, tracker);
        lock (Gate)
        {
            for (var i = 0; i < Outermost.Count; i++)
            {
                if (Outermost[i].IsWithin(in entry))
                    return Remove(Outermost, i);
            }

            Keep(Frameless, in entry);
            return false;
        }
    }

    /// <summary>Determines whether the call without a frame that an outermost layer is within has been recorded already, and remembers the
    /// call of the layer if it has not.</summary>
    public static bool IsRecordedAround(in FinishedCall call, ITokenTracker tracker)
    {
        if (IsFull)
            return false;
        var entry = new Entry(in call, tracker);
        lock (Gate)
        {
            for (var i = 0; i < Frameless.Count; i++)
            {
                if (entry.IsWithin(Frameless[i]))
                    return Remove(Frameless, i);
            }

            Keep(Outermost, in entry);
            return false;
        }
    }

    /// <summary>Remembers a call that was recorded by hand, outside any frame.</summary>
    public static void Add(in CallContext context, in RecordedCall call, in TokenUsage usage, ITokenTracker tracker)
    {
        if (IsFull)
            return;
        var entry = new Entry(call, TrackerIdentity.Of(tracker), context.Timestamp, context.Clock.GetTimestamp(), true, usage.TotalTokens);
        lock (Gate)
            Keep(Outermost, in entry);
    }

    private static bool IsFull => Volatile.Read(ref _kept) >= MaxKept;

    private static void Keep(List<Entry> calls, in Entry call)
    {
        if (IsFull)
            return;
        _kept++;
        calls.Add(call);
    }

    private static bool Remove(List<Entry> calls, int index)
    {
        calls.RemoveAt(index);
        return true;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(RecordedCall Call, int Tracker, long Start, long End, bool HasUsage, long? Tokens)
    {
        public Entry(in FinishedCall call, ITokenTracker tracker)
            : this(
                call.Recorded, TrackerIdentity.Of(tracker), call.Timestamps.Start, call.Timestamps.End, call.HasUsage,
                call.Usage.TotalTokens)
        {
        }

        /// <summary>True if this may be the call of a layer within another; otherwise, false.</summary>
        public bool IsWithin(in Entry outer)
            => Tracker == outer.Tracker && Start >= outer.Start && Start <= outer.End && IsSameAs(in outer);

        private bool IsSameAs(in Entry other)
        {
            if (Call.ResponseId is { } id && other.Call.ResponseId is { } otherId)
                return string.Equals(id, otherId, StringComparison.Ordinal);
            return Call.IsSameAs(other.Call) && (!HasUsage || !other.HasUsage || Tokens == other.Tokens);
        }
    }
}
