using TokenTracking.Wire.Json;

namespace TokenTracking.Wire.Framing;

/// <summary>
/// Server-sent events: hands the payload of each <c>data:</c> line on as it passes. Takes every spelling seen in the wild: LF, CRLF and CR,
/// <c>data:</c> with and without the space, comments, several data lines in one event, no blank line at the end.
/// </summary>
internal sealed class SseFraming(JsonScanner scanner)
{
    private readonly byte[] _name = new byte[8];
    private int _nameLength;
    private int _doneLength;
    private int _errorLength;
    private State _state;
    private bool _afterCarriageReturn;
    private bool _hasData;

    private enum State : byte
    {
        Name,
        PayloadStart,
        Payload,
        DoneProbe,
        EventName,
        Rest,
    }

    /// <summary><c>data: [DONE]</c> has come.</summary>
    public bool IsDone { get; private set; }

    /// <summary>An event named <c>error</c> has come.</summary>
    public bool HasErrorEvent { get; private set; }

    private static ReadOnlySpan<byte> DoneMark => "[DONE]"u8;

    private static ReadOnlySpan<byte> ErrorName => "error"u8;

    public void Reset()
    {
        _state = State.Name;
        _nameLength = 0;
        _afterCarriageReturn = false;
        _hasData = false;
        IsDone = false;
        HasErrorEvent = false;
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (_afterCarriageReturn)
            {
                _afterCarriageReturn = false;
                if (bytes[at] == '\n')
                {
                    at++;
                    continue;
                }
            }

            at = _state switch
            {
                State.Name => ReadName(bytes, at),
                State.PayloadStart => BeginPayload(bytes, at),
                State.Payload => ReadPayload(bytes, at),
                State.DoneProbe => ProbeDone(bytes, at),
                State.EventName => ReadEventName(bytes, at),
                _ => SkipLine(bytes, at),
            };
        }
    }

    /// <summary>The body ends here, with or without the blank line.</summary>
    public void End()
    {
        if (_state == State.DoneProbe && _doneLength == DoneMark.Length)
            IsDone = true;
    }

    private int ReadName(ReadOnlySpan<byte> bytes, int at)
    {
        if (_nameLength == 0 && bytes[at..].StartsWith("data:"u8))
        {
            BeginData();
            return at + 5;
        }

        var letter = bytes[at++];
        if (letter is (byte)'\n' or (byte)'\r')
        {
            EndLine(letter, isBlank: _nameLength == 0);
        }
        else if (letter == ':')
        {
            var name = _name.AsSpan(0, Math.Min(_nameLength, _name.Length));
            if (name.SequenceEqual("data"u8))
                BeginData();
            else
                _state = name.SequenceEqual("event"u8) ? State.EventName : State.Rest;
            _errorLength = 0;
        }
        else
        {
            if (_nameLength < _name.Length)
                _name[_nameLength] = letter;
            _nameLength = Math.Min(_nameLength + 1, _name.Length + 1);
        }

        return at;
    }

    private void BeginData()
    {
        if (_hasData)
            scanner.Feed("\n"u8);
        _hasData = true;
        _state = State.PayloadStart;
    }

    private int BeginPayload(ReadOnlySpan<byte> bytes, int at)
    {
        var letter = bytes[at];
        if (letter is (byte)' ' or (byte)'\t')
            return at + 1;
        if (!scanner.IsIdle || letter == '{')
        {
            _state = State.Payload;
        }
        else if (letter == '[')
        {
            _doneLength = 0;
            _state = State.DoneProbe;
        }
        else
        {
            // Not a document: a word that keeps the connection awake.
            _state = State.Rest;
        }

        return at;
    }

    private int ReadPayload(ReadOnlySpan<byte> bytes, int at)
    {
        var rest = bytes[at..];
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            scanner.Feed(rest);
            return bytes.Length;
        }

        scanner.Feed(rest[..end]);
        EndLine(rest[end], isBlank: false);
        return at + end + 1;
    }

    private int ProbeDone(ReadOnlySpan<byte> bytes, int at)
    {
        var letter = bytes[at];
        if (_doneLength < DoneMark.Length && letter == DoneMark[_doneLength])
        {
            _doneLength++;
            return at + 1;
        }

        if (_doneLength == DoneMark.Length && letter <= ' ')
        {
            IsDone = true;
            _state = State.Rest;
            return at;
        }

        // An array after all: pass on what was held back.
        scanner.Feed(DoneMark[.._doneLength]);
        _state = State.Payload;
        return at;
    }

    private int ReadEventName(ReadOnlySpan<byte> bytes, int at)
    {
        var letter = bytes[at];
        if (letter == ' ' && _errorLength == 0)
            return at + 1;
        if (_errorLength < ErrorName.Length && letter == ErrorName[_errorLength])
        {
            _errorLength++;
            return at + 1;
        }

        if (_errorLength == ErrorName.Length && letter <= ' ')
            HasErrorEvent = true;
        _state = State.Rest;
        return at;
    }

    private int SkipLine(ReadOnlySpan<byte> bytes, int at)
    {
        var end = bytes[at..].IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
            return bytes.Length;
        EndLine(bytes[at + end], isBlank: false);
        return at + end + 1;
    }

    private void EndLine(byte letter, bool isBlank)
    {
        _afterCarriageReturn = letter == '\r';
        _state = State.Name;
        _nameLength = 0;
        if (!isBlank)
            return;
        _hasData = false;
        scanner.EndEvent();
    }
}
