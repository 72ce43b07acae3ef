using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TokenTracking.Wire.Json;

/// <summary>Texts, words and subtrees that nobody asks for.</summary>
internal sealed partial class JsonScanner
{
    private long _skipDepth;
    private ulong _inside;
    private ulong _escapeCarry;

    private int SkipText(ReadOnlySpan<byte> bytes, int at)
    {
        if (_escapeOpen)
        {
            if (at == bytes.Length)
                return at;
            at++;
            _escapeOpen = false;
        }

        while (true)
        {
            var rest = bytes[at..];
            var end = TextEnd(rest);
            if (end < 0)
                return bytes.Length;
            at += end + 1;
            if (rest[end] == '"')
            {
                _state = State.AfterValue;
                return at;
            }

            if (at == bytes.Length)
            {
                _escapeOpen = true;
                return at;
            }

            at++;
        }
    }

    private int SkipWord(ReadOnlySpan<byte> bytes, int at)
    {
        var end = WordEnd(bytes[at..]);
        if (end < 0)
            return bytes.Length;
        _state = State.AfterValue;
        return at + end;
    }

    private void BeginSkippedTree()
    {
        _skipDepth = 1;
        _inside = 0;
        _escapeCarry = 0;
        _state = State.InSkippedTree;
    }

    /// <summary>Counts brackets outside of strings, 64 bytes at a time, until the subtree is closed.</summary>
    private int SkipTree(ReadOnlySpan<byte> bytes, int at)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);

        // The state is kept in registers from block to block: it is written once, not for every 64 bytes.
        var (depth, inside, carry) = (_skipDepth, _inside, _escapeCarry);
        while (bytes.Length - at >= JsonBlock.Size)
        {
            var block = JsonBlock.Read(ref Unsafe.Add(ref start, at));
            var escaped = carry;
            carry = 0;
            if (block.Backslashes != 0)
            {
                carry = escaped;
                escaped = block.Escaped(ref carry);
            }

            var texts = JsonBlock.Inside(block.Quotes & ~escaped) ^ inside;
            var closes = block.Closes & ~texts;
            var opens = block.Opens & ~texts;
            var closed = BitOperations.PopCount(closes);
            if (closed >= depth && FindEnd(depth, opens, closes, out var end))
            {
                _state = State.AfterValue;
                return at + end;
            }

            depth += BitOperations.PopCount(opens) - closed;
            inside = (ulong)((long)texts >> 63);
            at += JsonBlock.Size;

            // In the middle of a long text there is only its end to look for.
            if (inside != 0 && (block.Quotes | block.Backslashes) == 0)
            {
                var rest = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
                at = rest < 0 ? bytes.Length : at + rest;
            }
        }

        (_skipDepth, _inside, _escapeCarry) = (depth, inside, carry);
        return at == bytes.Length ? at : SkipTail(bytes[at..]) is var ended and >= 0 ? at + ended : bytes.Length;
    }

    // Less than a block: the number of bytes up to the end of the subtree; -1 if it does not end here.
    private int SkipTail(ReadOnlySpan<byte> bytes)
    {
        Span<byte> tail = stackalloc byte[JsonBlock.Size];
        tail.Clear();
        bytes.CopyTo(tail);
        var block = JsonBlock.Read(ref MemoryMarshal.GetReference(tail));
        var carry = _escapeCarry;
        var escaped = block.Escaped(ref carry);
        var texts = JsonBlock.Inside(block.Quotes & ~escaped) ^ _inside;
        var closes = block.Closes & ~texts;
        var opens = block.Opens & ~texts;
        if (BitOperations.PopCount(closes) >= _skipDepth && FindEnd(_skipDepth, opens, closes, out var end))
        {
            _state = State.AfterValue;
            return end;
        }

        // The bytes after the end are zeros: the state at the first of them is the state at the beginning of the next piece.
        _skipDepth += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
        _inside = (texts & (1UL << (bytes.Length - 1))) != 0 ? ulong.MaxValue : 0;
        _escapeCarry = (escaped >> bytes.Length) & 1;
        return -1;
    }

    private static bool FindEnd(long depth, ulong opens, ulong closes, out int end)
    {
        for (var left = closes; left != 0; left &= left - 1)
        {
            var at = BitOperations.TrailingZeroCount(left);
            var before = (1UL << at) - 1;
            // Depth before this bracket: what was open, plus all openings, minus the closings already passed.
            if (depth + BitOperations.PopCount(opens & before) - BitOperations.PopCount(closes & before) == 1)
            {
                end = at + 1;
                return true;
            }
        }

        end = 0;
        return false;
    }
}
