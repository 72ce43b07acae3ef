using TokenTracking.Wire.Facts;
using TokenTracking.Wire.Paths;

namespace TokenTracking.Wire.Json;

/// <summary>Where the scanner is in a part of a body that has no place in the tree, so that its numbers can be named. A key that is not a
/// name is a star.</summary>
/// <param name="numbers">Takes the numbers.</param>
internal sealed class UnreadPath(UnreadNumbers numbers)
{
    private const int MaxLength = 256;
    private const int MaxKey = 64;
    private const char NoName = '*';

    // What a caller or a model wrote: its names are content.
    private static readonly string[] Content =
    [
        "args", "arguments", "embedding", "embeddings", "input", "inputs", "logprobs", "metadata", "parameters", "parsed", "properties",
        "schema", "tools",
    ];

    private readonly char[] _key = new char[MaxKey];
    private readonly char[] _below = new char[MaxLength];
    private readonly int[] _ends = new int[JsonScanner.MaxDepth];
    private int _keyLength;
    private int _end;
    private PathNode? _above;

    /// <summary>Keeps the key of the value that follows.</summary>
    public void Take(ReadOnlySpan<byte> key)
    {
        _keyLength = 0;
        foreach (var letter in key.Length <= MaxKey ? key : [])
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'_' or (byte)'-'))
            {
                _keyLength = 0;
                break;
            }

            _key[_keyLength++] = (char)letter;
        }

        if (_keyLength == 0)
            _key[_keyLength++] = NoName;
    }

    /// <summary>Enters an object or array that has no place in the tree.</summary>
    /// <param name="frame">The object or array that it is in.</param>
    /// <param name="inArray">True if that is an array.</param>
    /// <param name="depth">How deep that is.</param>
    /// <returns>False if it is to be skipped.</returns>
    public bool Enter(PathNode frame, bool inArray, int depth)
    {
        if (!frame.IsUnread)
            (_above, _end) = (frame, 0);
        var isContent = !inArray && !_above!.IsUsage && Array.Exists(Content, name => Key.Equals(name, StringComparison.Ordinal));
        if (isContent || _end + _keyLength + 2 > MaxLength)
            return false;
        _ends[depth] = _end;
        _end = Append(_below, _end, inArray);
        return true;
    }

    /// <summary>Leaves it.</summary>
    /// <param name="depth">How deep the object or array is that it was in.</param>
    public void Leave(int depth) => _end = _ends[depth];

    /// <summary>Takes a number that nothing reads.</summary>
    /// <param name="frame">The object or array that it is in.</param>
    /// <param name="inArray">True if that is an array.</param>
    /// <param name="word">The number as it is written.</param>
    public void Number(PathNode frame, bool inArray, ReadOnlySpan<byte> word)
    {
        var above = frame.IsUnread ? _above! : frame;
        var below = _below.AsSpan(0, frame.IsUnread ? _end : 0);
        Span<char> path = stackalloc char[MaxLength * 2];
        if (above.Path.Length + below.Length + _keyLength + 2 > path.Length)
            return;
        above.Path.CopyTo(path);
        below.CopyTo(path[above.Path.Length..]);
        var length = Append(path, above.Path.Length + below.Length, inArray);
        numbers.Add(path[..length].TrimStart('.'), above.IsUsage, word);
    }

    private ReadOnlySpan<char> Key => _key.AsSpan(0, _keyLength);

    private int Append(Span<char> path, int end, bool inArray)
    {
        if (inArray)
        {
            "[]".CopyTo(path[end..]);
            return end + 2;
        }

        path[end++] = '.';
        Key.CopyTo(path[end..]);
        return end + _keyLength;
    }
}
