using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TokenTracking.Wire.Json;

/// <summary>
/// 64 bytes of JSON as bit masks: where quotes, backslashes and brackets are. A subtree that nobody asks for is skipped block by block,
/// counting brackets outside of strings, without looking at one token.
/// </summary>
internal readonly ref struct JsonBlock
{
    public const int Size = 64;

    private JsonBlock(ulong quotes, ulong backslashes, ulong opens, ulong closes)
    {
        Quotes = quotes;
        Backslashes = backslashes;
        Opens = opens;
        Closes = closes;
    }

    public ulong Quotes { get; }

    public ulong Backslashes { get; }

    /// <summary>Opening braces and brackets, including those inside strings.</summary>
    public ulong Opens { get; }

    /// <summary>Closing braces and brackets, including those inside strings.</summary>
    public ulong Closes { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsonBlock Read(ref byte start)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var block = Vector512.LoadUnsafe(ref start);
            // Braces and brackets differ in one bit, and no other byte of JSON becomes a brace by setting it.
            var folded = block | Vector512.Create((byte)0x20);
            return new JsonBlock(
                Vector512.Equals(block, Vector512.Create((byte)'"')).ExtractMostSignificantBits(),
                Vector512.Equals(block, Vector512.Create((byte)'\\')).ExtractMostSignificantBits(),
                Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits(),
                Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits());
        }

        var low = Half(ref start);
        var high = Half(ref Unsafe.Add(ref start, 32));
        return new JsonBlock(
            low.Quotes | (high.Quotes << 32), low.Backslashes | (high.Backslashes << 32),
            low.Opens | (high.Opens << 32), low.Closes | (high.Closes << 32));
    }

    /// <summary>The bytes that a backslash before them takes the meaning of.</summary>
    /// <param name="carry">1 where the last byte of the block before was such a backslash; set for the next block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Escaped(ref ulong carry)
    {
        var escaped = carry;
        carry = 0;
        var backslashes = Backslashes & ~escaped;
        while (backslashes != 0)
        {
            var at = BitOperations.TrailingZeroCount(backslashes);
            if (at == Size - 1)
            {
                carry = 1;
                break;
            }

            escaped |= 2UL << at;
            backslashes &= ~(3UL << at);
        }

        return escaped;
    }

    /// <summary>A bit for each byte that has an odd number of quotes up to and including it: the content of strings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Inside(ulong quotes)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(quotes), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        quotes ^= quotes << 1;
        quotes ^= quotes << 2;
        quotes ^= quotes << 4;
        quotes ^= quotes << 8;
        quotes ^= quotes << 16;
        return quotes ^ (quotes << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static JsonBlock Half(ref byte start)
    {
        var block = Vector256.LoadUnsafe(ref start);
        var folded = block | Vector256.Create((byte)0x20);
        return new JsonBlock(
            Vector256.Equals(block, Vector256.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector256.Equals(block, Vector256.Create((byte)'\\')).ExtractMostSignificantBits(),
            Vector256.Equals(folded, Vector256.Create((byte)'{')).ExtractMostSignificantBits(),
            Vector256.Equals(folded, Vector256.Create((byte)'}')).ExtractMostSignificantBits());
    }
}
