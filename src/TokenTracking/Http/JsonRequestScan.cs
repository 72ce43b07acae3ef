using System.Buffers;

namespace TokenTracking.Http;

/// <summary>Finds the properties of a JSON object and their short values, wherever its bytes are split. Nested values
/// are skipped.</summary>
/// <param name="facts">Takes what is found.</param>
internal sealed class JsonRequestScan(RequestFacts facts)
{
    /// <summary>A name of a model is shorter. Nothing longer is kept.</summary>
    public const int LongestText = 200;

    private const int LongestName = 24;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);

    private readonly byte[] _buffer = new byte[LongestName + LongestText];
    private int _depth;
    private int _nameLength;
    private int _length;
    private bool _isName;
    private State _state;

    private enum State : byte
    {
        Outside,
        String,
        Escape,
        Over,
    }

    public void Restart() => (_depth, _nameLength, _length, _isName, _state) = (0, 0, 0, false, State.Outside);

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            switch (_state)
            {
                case State.Over:
                    return;
                case State.String:
                    ReadString(ref bytes);
                    break;
                case State.Escape:
                    _state = State.String;
                    bytes = bytes[1..];
                    break;
                default:
                    ReadOutside(ref bytes);
                    break;
            }
        }
    }

    private void ReadOutside(ref ReadOnlySpan<byte> bytes)
    {
        if (_depth > 1)
        {
            var at = bytes.IndexOfAny(Structure);
            bytes = at < 0 ? default : bytes[at..];
            if (at < 0)
                return;
        }

        var next = bytes[0];
        bytes = bytes[1..];
        switch (next)
        {
            case (byte)'{' or (byte)'[':
                Open(next);
                break;
            case (byte)'}' or (byte)']':
                if (_depth == 1)
                    EndValue();
                _depth--;
                _state = _depth <= 0 ? State.Over : State.Outside;
                break;
            case (byte)'"':
                _state = _depth == 0 ? State.Over : State.String;
                break;
            case (byte)',' when _depth == 1:
                EndValue();
                (_isName, _nameLength, _length) = (true, 0, 0);
                break;
            case (byte)':' when _depth == 1:
                (_isName, _length) = (false, 0);
                break;
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                break;
            default:
                // Before the object there may be a byte order mark. Anything else is not JSON, or compressed.
                if (_depth == 0 && next is not (0xEF or 0xBB or 0xBF))
                    _state = State.Over;
                else if (_depth == 1)
                    Keep([next]);
                break;
        }
    }

    private void Open(byte next)
    {
        if (_depth == 1)
        {
            Found(default, isText: false);
            _nameLength = -1;
        }

        _depth++;
        if (_depth > 1)
            return;
        (_isName, _nameLength, _length) = (true, 0, 0);
        if (next == '[')
            _state = State.Over;
    }

    private void ReadString(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'"', (byte)'\\');
        if (_depth == 1)
            Keep(end < 0 ? bytes : bytes[..end]);
        if (end < 0)
        {
            bytes = default;
            return;
        }

        if (bytes[end] == '\\')
        {
            _state = State.Escape;
            if (_depth == 1 && _isName)
                _nameLength = -1;
            else if (_depth == 1)
                _length = -1;
        }
        else
        {
            _state = State.Outside;
            if (_depth == 1 && !_isName)
            {
                Found(_length < 0 ? default : _buffer.AsSpan(LongestName, _length), isText: true);
                _nameLength = -1;
            }
        }

        bytes = bytes[(end + 1)..];
    }

    // A number, true, false or null.
    private void EndValue()
    {
        if (!_isName && _length > 0)
            Found(_buffer.AsSpan(LongestName, _length), isText: false);
    }

    private void Found(ReadOnlySpan<byte> value, bool isText)
    {
        if (_nameLength > 0)
            facts.Found(_buffer.AsSpan(0, _nameLength), value, isText);
    }

    // -1 is what is too long, or has an escape.
    private void Keep(ReadOnlySpan<byte> part)
    {
        ref var length = ref _isName ? ref _nameLength : ref _length;
        var (start, most) = _isName ? (0, LongestName) : (LongestName, LongestText);
        if (length < 0 || part.Length > most - length)
        {
            length = -1;
            return;
        }

        part.CopyTo(_buffer.AsSpan(start + length));
        length += part.Length;
    }
}
