using System.Buffers.Binary;
using TokenTracking.Wire.Json;
using TokenTracking.Wire.Paths;
using TokenTracking.Wire.Facts;

namespace TokenTracking.Wire.Framing;

/// <summary>
/// AWS event stream: frames of lengths, headers, payload and checksums. Hands each payload on as it passes, and says what kind of event it
/// is.
/// </summary>
/// <remarks>The layout is Amazon's (<c>application/vnd.amazon.eventstream</c>): total length, headers' length and their CRC, 4 bytes
/// each, big endian; headers of name length, name, type 7, value length, value; the payload; its CRC.</remarks>
internal sealed class EventStreamFraming(JsonScanner scanner, WireFacts facts, PathNode eventType, PathNode exceptionType)
{
    // Amazon's limit for a message is 24 MB; a greater length is not that of a frame.
    private const uint MaxFrame = 24 * 1024 * 1024;
    private const int PreludeLength = 12;
    private const int ChecksumLength = 4;

    private readonly byte[] _prelude = new byte[PreludeLength];
    private readonly byte[] _headers = new byte[1024];
    private int _taken;
    private uint _headersLeft;
    private uint _payloadLeft;
    private int _checksumLeft;
    private State _state;

    private enum State : byte
    {
        Prelude,
        Headers,
        Payload,
        Checksum,
        Broken,
    }

    /// <summary>True if the last frame is whole.</summary>
    public bool IsIdle => _state == State.Prelude && _taken == 0;

    public void Reset()
    {
        _state = State.Prelude;
        _taken = 0;
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = _state switch
            {
                State.Prelude => ReadPrelude(bytes),
                State.Headers => ReadHeaders(bytes),
                State.Payload => ReadPayload(bytes),
                State.Checksum => ReadChecksum(bytes),
                _ => [],
            };
        }
    }

    private ReadOnlySpan<byte> ReadPrelude(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, PreludeLength - _taken);
        bytes[..count].CopyTo(_prelude.AsSpan(_taken));
        _taken += count;
        if (_taken < PreludeLength)
            return [];

        var total = BinaryPrimitives.ReadUInt32BigEndian(_prelude);
        var headers = BinaryPrimitives.ReadUInt32BigEndian(_prelude.AsSpan(4));
        _taken = 0;
        if (total > MaxFrame || total < PreludeLength + ChecksumLength || headers > total - PreludeLength - ChecksumLength)
        {
            _state = State.Broken;
            facts.BreakDocument();
            return [];
        }

        _headersLeft = headers;
        _payloadLeft = total - headers - PreludeLength - ChecksumLength;
        Next(State.Headers);
        return bytes[count..];
    }

    private ReadOnlySpan<byte> ReadHeaders(ReadOnlySpan<byte> bytes)
    {
        var count = (int)Math.Min((uint)bytes.Length, _headersLeft);
        var kept = Math.Min(count, _headers.Length - _taken);
        bytes[..kept].CopyTo(_headers.AsSpan(_taken));
        _taken += kept;
        _headersLeft -= (uint)count;
        if (_headersLeft == 0)
        {
            ReadHeaderValues(_headers.AsSpan(0, _taken));
            Next(State.Payload);
        }

        return bytes[count..];
    }

    private ReadOnlySpan<byte> ReadPayload(ReadOnlySpan<byte> bytes)
    {
        var count = (int)Math.Min((uint)bytes.Length, _payloadLeft);
        scanner.Feed(bytes[..count]);
        _payloadLeft -= (uint)count;
        if (_payloadLeft == 0)
            Next(State.Checksum);
        return bytes[count..];
    }

    private ReadOnlySpan<byte> ReadChecksum(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, _checksumLeft);
        _checksumLeft -= count;
        if (_checksumLeft == 0)
        {
            scanner.EndEvent();
            _state = State.Prelude;
            _taken = 0;
        }

        return bytes[count..];
    }

    // A part of length zero is passed at once: no byte will come for it.
    private void Next(State state)
    {
        _taken = 0;
        _state = state;
        if (_state == State.Headers && _headersLeft == 0)
            _state = State.Payload;
        if (_state == State.Payload && _payloadLeft == 0)
            _state = State.Checksum;
        _checksumLeft = ChecksumLength;
    }

    private void ReadHeaderValues(ReadOnlySpan<byte> headers)
    {
        const byte text = 7;
        while (headers.Length > 1)
        {
            int nameLength = headers[0];
            if (headers.Length < nameLength + 4 || headers[nameLength + 1] != text)
                return;
            var name = headers.Slice(1, nameLength);
            int valueLength = BinaryPrimitives.ReadUInt16BigEndian(headers[(nameLength + 2)..]);
            headers = headers[(nameLength + 4)..];
            if (headers.Length < valueLength)
                return;
            if (name.SequenceEqual(":event-type"u8))
                facts.String(eventType, headers[..valueLength]);
            else if (name.SequenceEqual(":exception-type"u8))
                facts.String(exceptionType, headers[..valueLength]);
            headers = headers[valueLength..];
        }
    }
}
