using System.Collections.Concurrent;

namespace TokenTracking.Generated;

/// <summary>The responses that were created without usage, as those in the background are: their usage arrives when they are looked
/// up.</summary>
internal static class PendingResponses
{
    // A response that is never looked up must not be remembered forever.
    private const int Most = 4096;

    private static readonly ConcurrentDictionary<string, byte> Ids = new(StringComparer.Ordinal);
    private static readonly ConcurrentQueue<string> Order = new();

    /// <summary>True if no response is pending; otherwise, false.</summary>
    public static bool IsEmpty => Ids.IsEmpty;

    public static void Add(string id)
    {
        if (!Ids.TryAdd(id, 0))
            return;
        Order.Enqueue(id);
        while (Order.Count > Most && Order.TryDequeue(out var oldest))
            Ids.TryRemove(oldest, out _);
    }

    /// <summary>Takes a response, which is recorded now.</summary>
    /// <returns>True for the first who takes a response that is pending; otherwise, false.</returns>
    public static bool TryTake(string? id) => id is not null && Ids.TryRemove(id, out _);
}
