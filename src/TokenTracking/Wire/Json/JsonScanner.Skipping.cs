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

    /// <summary>Looks for the quote that ends a text.</summary>
    private int SkipText(ReadOnlySpan<byte> bytes, int at)
    {
        var carry = _escapeOpen ? 1UL : 0;
        at = PassText(bytes, at, ref carry);
        _escapeOpen = carry != 0;
        return SkipTextTail(bytes, at);
    }

    /// <summary>Passes the blocks that a text fills, up to the block in which it ends, or to the last ones that are not whole.</summary>
    /// <param name="bytes">The piece.</param>
    /// <param name="at">Where the text goes on.</param>
    /// <param name="carry">1 if the byte there is escaped; otherwise, 0.</param>
    private static int PassText(ReadOnlySpan<byte> bytes, int at, ref ulong carry)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var escape = carry;
        while (bytes.Length - at >= JsonBlock.Size)
        {
            JsonBlock.ReadText(ref Unsafe.Add(ref start, at), out var quotes, out var backslashes);
            var next = escape;
            if ((quotes & ~JsonBlock.Escaped(backslashes, ref next)) != 0)
                break;
            escape = next;
            at += JsonBlock.Size;
        }

        carry = escape;
        return at;
    }

    // A text of some words, or the end of a longer one: less than a block.
    private int SkipTextTail(ReadOnlySpan<byte> bytes, int at)
    {
        for (; at < bytes.Length; at++)
        {
            if (_escapeOpen)
            {
                _escapeOpen = false;
            }
            else if (bytes[at] == '"')
            {
                _state = State.AfterValue;
                return at + 1;
            }
            else
            {
                _escapeOpen = bytes[at] == '\\';
            }
        }

        return at;
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
            var quotes = block.Quotes;
            if ((block.Backslashes | carry) != 0)
                quotes &= ~JsonBlock.Escaped(block.Backslashes, ref carry);
            var texts = JsonBlock.Inside(quotes) ^ inside;
            var closes = block.Closes & ~texts;
            var opens = block.Opens & ~texts;
            if (JsonBlock.MayClose(depth, opens, closes) && FindEnd(depth, opens, closes, out var end))
            {
                _state = State.AfterValue;
                return at + end;
            }

            depth += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
            inside = (ulong)((long)texts >> 63);
            at += JsonBlock.Size;

            // In the middle of a long text there is only its end to look for.
            if (texts != ulong.MaxValue)
                continue;
            // A copy, since a variable that is passed by reference is not kept in a register.
            var escape = carry;
            at = PassText(bytes, at, ref escape);
            carry = escape;
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
        var escaped = JsonBlock.Escaped(block.Backslashes, ref carry);
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
        var number = 1L;
        while (closes != 0)
        {
            var at = BitOperations.TrailingZeroCount(closes);
            // The closing bracket that ends the subtree if no more are opened before it.
            var last = depth + BitOperations.PopCount(opens & ((1UL << at) - 1));
            if (last == number)
            {
                end = at + 1;
                return true;
            }

            for (; number < last; number++)
                closes &= closes - 1;
        }

        end = 0;
        return false;
    }
}
