using System.Collections.Concurrent;

namespace TokenTracking.Wire.Reading;

/// <summary>Keeps a few readers' memory for the next bodies, so that a call costs none.</summary>
internal static class WireBodyPool
{
    private static readonly int Most = Math.Max(4, Environment.ProcessorCount * 2);
    private static readonly ConcurrentQueue<WireBody> Kept = new();

    // One for each thread without any locking; the queue serves streams that end on another thread than they began on.
    [ThreadStatic]
    private static WireBody? s_mine;

    public static WireBody Rent()
    {
        if (s_mine is { } mine)
        {
            s_mine = null;
            return mine;
        }

        return Kept.TryDequeue(out var kept) ? kept : new WireBody();
    }

    public static void Return(WireBody body)
    {
        if (s_mine is null)
            s_mine = body;
        else if (Kept.Count < Most)
            Kept.Enqueue(body);
    }
}
