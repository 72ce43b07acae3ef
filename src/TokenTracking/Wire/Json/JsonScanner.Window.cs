using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TokenTracking.Wire.Json;

/// <summary>Where a text or word ends, and the window that keeps the beginning of one which a piece cuts in two.</summary>
internal sealed partial class JsonScanner
{
    private const int WindowSize = 256;

    private readonly byte[] _window = new byte[WindowSize];
    private int _length;
    private bool _hasEscapes;
    private bool _escapeOpen;

    /// <summary>The first quote or backslash. Keys and names are short: mostly one look at 16 bytes is enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TextEnd(ReadOnlySpan<byte> text)
    {
        if (Vector128.IsHardwareAccelerated && text.Length >= Vector128<byte>.Count)
        {
            var start = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text));
            var ends = Vector128.Equals(start, Vector128.Create((byte)'"')) | Vector128.Equals(start, Vector128.Create((byte)'\\'));
            if (ends != Vector128<byte>.Zero)
                return BitOperations.TrailingZeroCount(ends.ExtractMostSignificantBits());
        }

        return text.IndexOfAny((byte)'"', (byte)'\\');
    }

    // Numbers are short: a loop beats a search.
    private static int WordEnd(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] is (byte)',' or (byte)'}' or (byte)']' or <= (byte)' ')
                return at;
        }

        return -1;
    }

    private void BeginWindow(State state)
    {
        _length = 0;
        _hasEscapes = false;
        _escapeOpen = false;
        _state = state;
    }

    /// <summary>Copies a text up to its closing quote; a text that is longer than the window leaves a length of -1.</summary>
    private int FillWindow(ReadOnlySpan<byte> bytes, int at, out bool ended)
    {
        ended = false;
        while (at < bytes.Length)
        {
            if (_escapeOpen)
            {
                AddToWindow(bytes.Slice(at++, 1));
                _escapeOpen = false;
                continue;
            }

            var rest = bytes[at..];
            var end = rest.IndexOfAny((byte)'"', (byte)'\\');
            AddToWindow(end < 0 ? rest : rest[..end]);
            if (end < 0)
                return bytes.Length;
            at += end + 1;
            if (rest[end] == '"')
            {
                ended = true;
                return at;
            }

            AddToWindow("\\"u8);
            _hasEscapes = true;
            _escapeOpen = true;
        }

        return at;
    }

    private void AddToWindow(ReadOnlySpan<byte> piece)
    {
        if (_length < 0 || piece.Length > WindowSize - _length)
        {
            _length = -1;
            return;
        }

        piece.CopyTo(_window.AsSpan(_length));
        _length += piece.Length;
    }

    private ReadOnlySpan<byte> WindowText()
        => _hasEscapes ? JsonEscapes.Resolve(_window.AsSpan(0, _length)) : _window.AsSpan(0, _length);
}
