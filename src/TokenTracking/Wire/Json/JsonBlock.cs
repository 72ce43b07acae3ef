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

    private const ulong EvenPositions = 0x5555_5555_5555_5555;

    // By how much the closing brackets of a sequence of eight exceed the opening ones before them, at most. A bit that is set opens.
    private static readonly byte[] MostClosed = [.. Enumerable.Range(0, 256).Select(MostClosedOf)];

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

        var low = Vector256.LoadUnsafe(ref start);
        var high = Vector256.LoadUnsafe(ref Unsafe.Add(ref start, 32));
        var fold = Vector256.Create((byte)0x20);
        return new JsonBlock(
            Positions(low, high, (byte)'"'), Positions(low, high, (byte)'\\'),
            Positions(low | fold, high | fold, (byte)'{'), Positions(low | fold, high | fold, (byte)'}'));
    }

    /// <summary>Only the quotes and backslashes: all that matters within a text.</summary>
    /// <param name="start">The first of the 64 bytes.</param>
    /// <param name="quotes">The quotes.</param>
    /// <param name="backslashes">The backslashes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadText(ref byte start, out ulong quotes, out ulong backslashes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var block = Vector512.LoadUnsafe(ref start);
            quotes = Vector512.Equals(block, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            backslashes = Vector512.Equals(block, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
            return;
        }

        var low = Vector256.LoadUnsafe(ref start);
        var high = Vector256.LoadUnsafe(ref Unsafe.Add(ref start, 32));
        quotes = Positions(low, high, (byte)'"');
        backslashes = Positions(low, high, (byte)'\\');
    }

    /// <summary>The bytes after an odd number of backslashes: a quote there is part of the text.</summary>
    /// <param name="backslashes">The backslashes of the block.</param>
    /// <param name="carry">1 if the block before ended with an odd number of backslashes; otherwise, 0. Set for the next block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Escaped(ulong backslashes, ref ulong carry)
    {
        var escaped = carry;
        var runs = backslashes & ~escaped;
        carry = (ulong)BitOperations.LeadingZeroCount(~runs) & 1;
        var first = runs & ~(runs << 1);

        // The addition of its first bit turns a run into the one bit after it. A run is odd if only one of the two has an even position.
        var afterEven = (runs + (first & EvenPositions)) & ~runs;
        var afterOdd = (runs + (first & ~EvenPositions)) & ~runs;
        return escaped | (afterEven & ~EvenPositions) | (afterOdd & EvenPositions);
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

    /// <summary>True if a subtree may end in a block; false if it does not. What follows is exact and slower: in most blocks of a response
    /// with many small values, several objects end, and none of them is the subtree.</summary>
    /// <param name="depth">The number of brackets that are open before the block.</param>
    /// <param name="opens">The opening brackets outside of strings.</param>
    /// <param name="closes">The closing brackets outside of strings.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayClose(long depth, ulong opens, ulong closes)
    {
        var brackets = opens | closes;
        var count = BitOperations.PopCount(brackets);
        if (!Bmi2.X64.IsSupported || count > 8)
            return BitOperations.PopCount(closes) >= depth;
        // The brackets one after another; beyond the last of them, only opening ones.
        var sequence = Bmi2.X64.ParallelBitExtract(opens, brackets) | (ulong.MaxValue << count);
        return MostClosed[(byte)sequence] >= depth;
    }

    private static byte MostClosedOf(int sequence)
    {
        int closed = 0, most = 0;
        for (var bit = 0; bit < 8; bit++)
        {
            closed += (sequence >> bit & 1) == 0 ? 1 : -1;
            most = Math.Max(most, closed);
        }

        return (byte)most;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Positions(Vector256<byte> low, Vector256<byte> high, byte sought)
        => Vector256.Equals(low, Vector256.Create(sought)).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, Vector256.Create(sought)).ExtractMostSignificantBits() << 32);
}
