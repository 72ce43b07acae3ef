using System.Buffers.Binary;
using System.Text;

namespace TokenTracking.Storage.Journals;

/// <summary>Reads what <see cref="FrameBuffer"/> wrote. Every read checks what is left: a damaged payload ends in
/// <see cref="InvalidDataException"/>, never in a wild allocation.</summary>
internal ref struct FrameScanner(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Remaining => _rest.Length;

    public byte ReadByte() => Take(1)[0];

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public Guid ReadGuid() => new(Take(16), bigEndian: true);

    public decimal ReadDecimal()
    {
        var source = Take(16);
        Span<int> bits = stackalloc int[4];
        for (var i = 0; i < bits.Length; i++)
            bits[i] = BinaryPrimitives.ReadInt32LittleEndian(source[(i * sizeof(int))..]);
        try
        {
            return new decimal(bits);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException("Not a decimal.", exception);
        }
    }

    public ulong ReadCount()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("A count runs over 64 bits.");
    }

    public string ReadString()
    {
        var count = ReadCount();
        if (count > (ulong)_rest.Length)
            throw new InvalidDataException("A text extends beyond the end of its frame.");
        return Encoding.UTF8.GetString(Take((int)count));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new InvalidDataException("The frame ends too early.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
