using Microsoft.Win32.SafeHandles;

namespace TokenTracking.Storage.Journals;

/// <summary>A part of a journal that is not an intact frame.</summary>
/// <param name="Offset">Where it begins in the file, in bytes.</param>
/// <param name="Length">How long it is, in bytes.</param>
/// <param name="Reason">The kind of damage.</param>
/// <param name="IsCutShort">True for an append at the very end that its process did not live to finish. That record was never acknowledged,
/// so nothing is lost.</param>
internal sealed record JournalDamage(long Offset, long Length, string Reason, bool IsCutShort);

/// <summary>Reads a stretch of a journal frame by frame in bounded memory. After a hole or a torn frame it finds the next intact
/// one.</summary>
internal sealed class JournalReader(SafeFileHandle file, long start, long end)
{
    private long _end = end;
    private readonly List<JournalDamage> _damages = [];
    private byte[] _buffer = new byte[64 * 1024];
    private int _from;
    private int _to;
    private long _filled = start;
    private (long Offset, string Reason, bool MayBeCutShort)? _bad;

    /// <summary>Where the next frame is looked for: all before it has been read.</summary>
    public long Position => _filled - (_to - _from);

    public IReadOnlyList<JournalDamage> Damages => _damages;

    /// <summary>Reads the next intact record.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(out UsageRecord record)
    {
        while (Ensure(JournalFrame.HeaderSize))
        {
            var size = JournalFrame.SizeAt(Window);
            if (size == 0)
            {
                Skip("no frame begins here");
            }
            else if (!Ensure(size))
            {
                Skip("the frame runs past the end", mayBeCutShort: true);
            }
            else if (!JournalFrame.IsIntact(Window[..size]))
            {
                Skip("the checksum does not match");
            }
            else if (TryDecode(Window.Slice(JournalFrame.HeaderSize, size - JournalFrame.HeaderSize), out record, out var reason))
            {
                EndDamage(Position);
                _from += size;
                return true;
            }
            else
            {
                // The frame is what was written, only not readable here: step over it whole, its content may look like a mark.
                _bad ??= (Position, reason, false);
                _from += size;
            }
        }

        EndAtEnd();
        record = default;
        return false;
    }

    private Span<byte> Window => _buffer.AsSpan(_from, _to - _from);

    private static bool TryDecode(ReadOnlySpan<byte> payload, out UsageRecord record, out string reason)
    {
        try
        {
            record = UsageRecordCodec.Read(payload);
            reason = string.Empty;
            return true;
        }
        catch (InvalidDataException exception)
        {
            record = default;
            reason = exception.Message;
            return false;
        }
    }

    /// <summary>Skips the byte at the position, and continues where the next frame may begin.</summary>
    private void Skip(string reason, bool mayBeCutShort = false)
    {
        _bad ??= (Position, reason, mayBeCutShort);
        var next = Window[1..].IndexOf(JournalFrame.SyncMark);
        // A mark may lie across the end of what has been read so far.
        _from = next >= 0 ? _from + 1 + next : Math.Max(_from + 1, _to - (JournalFrame.SyncMark.Length - 1));
    }

    private void EndAtEnd()
    {
        if (_bad is null && _to > _from)
        {
            var isMark = JournalFrame.SyncMark.StartsWith(Window[..Math.Min(Window.Length, JournalFrame.SyncMark.Length)]);
            _bad = (Position, isMark ? "the frame runs past the end" : "no frame begins here", isMark);
        }

        _from = _to;
        if (_bad is { } bad)
            _damages.Add(new JournalDamage(bad.Offset, _end - bad.Offset, bad.Reason, bad.MayBeCutShort));
        _bad = null;
    }

    private void EndDamage(long at)
    {
        if (_bad is { } bad)
            _damages.Add(new JournalDamage(bad.Offset, at - bad.Offset, bad.Reason, IsCutShort: false));
        _bad = null;
    }

    private bool Ensure(int count)
    {
        if (_to - _from >= count)
            return true;
        if (Position + count > _end)
        {
            // Still read what is there: it is searched for frames that begin later.
            Fill();
            return false;
        }

        if (count > _buffer.Length)
            Array.Resize(ref _buffer, count);
        Fill();
        return _to - _from >= count;
    }

    private void Fill()
    {
        Window.CopyTo(_buffer);
        _to -= _from;
        _from = 0;
        while (_to < _buffer.Length && _filled < _end)
        {
            var room = (int)Math.Min(_buffer.Length - _to, _end - _filled);
            var count = RandomAccess.Read(file, _buffer.AsSpan(_to, room), _filled);
            if (count == 0)
            {
                _damages.Add(new JournalDamage(
                    _filled, _end - _filled, "the file is shorter than what was written to it", IsCutShort: false));
                _end = _filled;
                return;
            }

            _to += count;
            _filled += count;
        }
    }
}
