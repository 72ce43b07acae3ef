using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TokenTracking.Calls;

/// <summary>Makes record ids: UUID version 7 (RFC 9562), ordered by time, unique by 74 random bits.</summary>
/// <remarks>The random bits come from a generator of each thread that is seeded by the system once (xoshiro256**): asking the system for
/// every call costs more than all the rest of a record, and an id has to be unique, not secret.</remarks>
internal static class CallId
{
    [ThreadStatic]
    private static ulong[]? _state;

    public static Guid New(DateTimeOffset time)
    {
        var state = _state ?? Seed();
        var high = Next(state);
        var low = Next(state);

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)time.ToUnixTimeMilliseconds() << 16) | 0x7000 | (high >> 52));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | (low >> 2));
        return new Guid(bytes, bigEndian: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong[] Seed()
    {
        var state = new ulong[4];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(state.AsSpan()));
        state[0] |= 1; // the one forbidden state is all zeros
        return _state = state;
    }

    private static ulong Next(ulong[] state)
    {
        var result = ulong.RotateLeft(state[1] * 5, 7) * 9;
        var shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = ulong.RotateLeft(state[3], 45);
        return result;
    }
}
