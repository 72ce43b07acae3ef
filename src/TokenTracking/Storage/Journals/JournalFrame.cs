using System.Buffers.Binary;

namespace TokenTracking.Storage.Journals;

/// <summary>How a record lies in a journal: sync mark, checksum, length, payload.</summary>
/// <remarks>
/// The mark's outer bytes occur in no UTF-8 text, so a reader that lost its place finds the next frame with few false starts. The checksum
/// covers length and payload: a frame is taken whole or not at all.
/// </remarks>
internal static class JournalFrame
{
    public const int HeaderSize = 12;

    /// <summary>The largest payload, in bytes: what a reader must be ready to hold at once.</summary>
    public const int MaxPayload = 1 << 20;

    private const int ChecksumOffset = 4;
    private const int LengthOffset = 8;

    public static ReadOnlySpan<byte> SyncMark => [0xF5, (byte)'T', (byte)'T', 0xFA];

    /// <summary>Encodes a record as a frame.</summary>
    /// <returns>True if it was written; false if the record is larger than a frame may be.</returns>
    public static bool TryWrite(in UsageRecord record, FrameBuffer buffer)
    {
        buffer.Clear();
        buffer.Take(HeaderSize);
        UsageRecordCodec.Write(in record, buffer);
        var frame = buffer.Written;
        var length = frame.Length - HeaderSize;
        if (length > MaxPayload)
        {
            buffer.Release();
            return false;
        }

        SyncMark.CopyTo(frame);
        BinaryPrimitives.WriteInt32LittleEndian(frame[LengthOffset..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[ChecksumOffset..], Crc32C.Of(frame[LengthOffset..]));
        return true;
    }

    /// <summary>The size of the frame that begins here, in bytes, by its header; 0 if none begins here.</summary>
    /// <param name="bytes">At least <see cref="HeaderSize"/> bytes.</param>
    public static int SizeAt(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(SyncMark))
            return 0;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[LengthOffset..]);
        return length is > 0 and <= MaxPayload ? HeaderSize + length : 0;
    }

    /// <summary>Whether a whole frame is the one that was written.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> frame)
        => BinaryPrimitives.ReadUInt32LittleEndian(frame[ChecksumOffset..]) == Crc32C.Of(frame[LengthOffset..]);
}
