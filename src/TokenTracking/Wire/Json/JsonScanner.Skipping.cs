using System.Numerics;
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
        while (bytes.Length - at >= JsonBlock.Size)
        {
            var block = JsonBlock.Read(ref System.Runtime.CompilerServices.Unsafe.Add(ref start, at));
            if (SkipBlock(in block, JsonBlock.Size, out var end))
                return at + end;
            at += JsonBlock.Size;

            // In the middle of a long text there is only its end to look for.
            if (_inside != 0 && (block.Quotes | block.Backslashes) == 0)
            {
                var rest = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
                if (rest < 0)
                    return bytes.Length;
                at += rest;
            }
        }

        if (at == bytes.Length)
            return at;
        Span<byte> tail = stackalloc byte[JsonBlock.Size];
        tail.Clear();
        var count = bytes.Length - at;
        bytes[at..].CopyTo(tail);
        var last = JsonBlock.Read(ref MemoryMarshal.GetReference(tail));
        return SkipBlock(in last, count, out var ended) ? at + ended : bytes.Length;
    }

    private bool SkipBlock(in JsonBlock block, int count, out int end)
    {
        var carry = _escapeCarry;
        var escaped = block.Backslashes == 0 ? carry : block.Escaped(ref carry);
        if (block.Backslashes == 0)
            carry = 0;
        var inside = JsonBlock.Inside(block.Quotes & ~escaped) ^ _inside;
        var closes = block.Closes & ~inside;
        var opens = block.Opens & ~inside;
        if (BitOperations.PopCount(closes) >= _skipDepth && FindEnd(opens, closes, out end))
        {
            _state = State.AfterValue;
            return true;
        }

        end = 0;
        _skipDepth += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
        if (count == JsonBlock.Size)
        {
            _inside = (ulong)((long)inside >> 63);
            _escapeCarry = carry;
        }
        else
        {
            // The bytes after the end are zeros: the state at the first of them is the state at the beginning of the next piece.
            _inside = (inside & (1UL << (count - 1))) != 0 ? ulong.MaxValue : 0;
            _escapeCarry = (escaped >> count) & 1;
        }

        return false;
    }

    private bool FindEnd(ulong opens, ulong closes, out int end)
    {
        var depth = _skipDepth;
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
