using System.Runtime.InteropServices;

namespace TokenTracking.Calls;

/// <summary>
/// The responses that were recorded below a layer. A layer that gets one again, with no request below it, gets it out of a cache or by
/// asking for what is known already: it is paid for once.
/// </summary>
/// <remarks>A table of hashes of a fixed size, in which the newest replace the oldest.</remarks>
internal static class RepeatedResponses
{
    private const int Sets = 4096;
    private const int Ways = 4;

    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    private static readonly Lock Gate = new();
    private static ulong[]? _hashes;

    /// <summary>Remembers a response.</summary>
    /// <param name="layer">The operation of the layer above the one that recorded it.</param>
    /// <param name="responseId">The ID of the response; null is not remembered.</param>
    /// <param name="tracker">The tracker that has the record.</param>
    public static void Add(string? layer, string? responseId, ITokenTracker tracker) => TryAdd(layer, responseId, tracker);

    /// <inheritdoc cref="Add"/>
    /// <returns>False if it was remembered already; otherwise, true.</returns>
    public static bool TryAdd(string? layer, string? responseId, ITokenTracker tracker)
    {
        if (responseId is null)
            return true;
        var hash = Hash(layer, responseId, tracker);
        lock (Gate)
        {
            var set = SetOf(_hashes ??= new ulong[Sets * Ways], hash);
            if (set.Contains(hash))
                return false;
            set[..^1].CopyTo(set[1..]);
            set[0] = hash;
            return true;
        }
    }

    /// <summary>Forgets a response.</summary>
    public static void Remove(string? layer, string? responseId, ITokenTracker tracker)
    {
        if (responseId is null || Volatile.Read(ref _hashes) is not { } hashes)
            return;
        var hash = Hash(layer, responseId, tracker);
        lock (Gate)
        {
            var set = SetOf(hashes, hash);
            if (set.IndexOf(hash) is var at and >= 0)
                set[at] = 0;
        }
    }

    /// <summary>True if the response of a call was recorded below the same layer before; otherwise, false.</summary>
    public static bool Have(in RecordedCall call, ITokenTracker tracker)
    {
        if (call.ResponseId is null || Volatile.Read(ref _hashes) is not { } hashes)
            return false;
        var hash = Hash(call.Layer, call.ResponseId, tracker);
        lock (Gate)
            return SetOf(hashes, hash).Contains(hash);
    }

    private static Span<ulong> SetOf(ulong[] hashes, ulong hash) => hashes.AsSpan((int)(hash % Sets) * Ways, Ways);

    private static ulong Hash(string? layer, string responseId, ITokenTracker tracker)
    {
        // All 64 bits depend on the ID: with the 32 of a string's hash code, one of 100,000 responses would be taken for another.
        var hash = Mix(Seed, (ulong)TrackerIdentity.Of(tracker));
        hash = Mix(Extend(hash, layer), (ulong)responseId.Length);
        hash = Extend(hash, responseId);
        return Mix(hash, hash >> 32) | 1;
    }

    private static ulong Extend(ulong hash, string? text)
    {
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            hash = Mix(hash, MemoryMarshal.Read<ulong>(bytes));
        foreach (var each in bytes)
            hash = Mix(hash, each);
        return hash;
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        var high = Math.BigMul(hash ^ value, 0x9E37_79B9_7F4A_7C15, out var low);
        return high ^ low ^ ulong.RotateLeft(value, 31);
    }
}
