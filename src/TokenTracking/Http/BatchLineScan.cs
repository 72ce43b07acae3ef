using System.Buffers;
using System.Text;

namespace TokenTracking.Http;

/// <summary>Finds the response in a line of a file of results, wherever its bytes are split. The line itself is not kept.</summary>
/// <param name="path">Where the response is: <c>response.body</c>.</param>
internal sealed class BatchLineScan(string path)
{
    private const int LongestName = 16;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]:,"u8);

    private readonly byte[][] _names = [.. path.Split('.').Select(Encoding.UTF8.GetBytes)];
    private readonly byte[] _text = new byte[LongestName];
    private int _length;
    private int _depth;
    private int _found;
    private int _answerDepth;
    private bool _isNext;
    private bool _inText;
    private bool _isEscaped;

    /// <summary>True if the response is there to its end; otherwise, false.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>True if the line has been read to its end, or nothing of it matters any more; otherwise, false.</summary>
    public bool IsOver => HasAnswer || _depth <= 0;

    /// <summary>The next line begins.</summary>
    public void Restart()
    {
        (_length, _depth, _found, _answerDepth) = (0, 0, 0, 0);
        (_isNext, _inText, _isEscaped, HasAnswer) = (false, false, false, false);
    }

    /// <summary>Reads the next bytes of the line.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The part of them that belongs to the response.</returns>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> bytes)
    {
        if (HasAnswer)
            return default;
        var start = _answerDepth > 0 ? 0 : bytes.Length;
        var at = 0;
        while (at < bytes.Length)
        {
            if (_inText)
            {
                at = ReadText(bytes, at);
                continue;
            }

            var found = bytes[at..].IndexOfAny(Structure);
            if (found < 0)
                break;
            at += found;
            if (Take(bytes[at]))
                start = at;
            at++;
            if (HasAnswer)
                return bytes[start..at];
        }

        return bytes[start..];
    }

    private int ReadText(ReadOnlySpan<byte> bytes, int at)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            return at + 1;
        }

        var found = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
        var end = found < 0 ? bytes.Length : at + found;
        if (_answerDepth == 0)
            Keep(bytes[at..end]);
        if (found < 0)
            return end;
        _isEscaped = bytes[end] == '\\';
        _inText = _isEscaped;
        if (_isEscaped)
            _length = -1;
        return end + 1;
    }

    // True at the beginning of the response.
    private bool Take(byte letter)
    {
        switch (letter)
        {
            case (byte)'"':
                (_inText, _length) = (true, 0);
                return false;
            case (byte)':' when _answerDepth == 0 && _depth == _found + 1:
                _isNext = _length >= 0 && _text.AsSpan(0, _length).SequenceEqual(_names[_found]);
                return false;
            case (byte)'{' or (byte)'[':
                return Open(isObject: letter == '{');
            case (byte)'}' or (byte)']':
                HasAnswer = _depth == _answerDepth && _depth > 0;
                if (_answerDepth == 0 && _found > 0 && _depth == _found + 1)
                    _found--;
                _depth--;
                return false;
            default:
                _isNext &= letter == ':';
                return false;
        }
    }

    private bool Open(bool isObject)
    {
        _depth++;
        var isNext = _isNext && isObject;
        _isNext = false;
        if (!isNext || ++_found < _names.Length)
            return false;
        _answerDepth = _depth;
        return true;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_length < 0 || part.Length > LongestName - _length)
        {
            _length = -1;
            return;
        }

        part.CopyTo(_text.AsSpan(_length));
        _length += part.Length;
    }
}
