using System.Buffers.Binary;
using System.Text;

namespace TokenTracking.Storage.Journals;

/// <summary>A buffer that grows to the largest frame it has held and is used again for each: encoding allocates nothing.</summary>
internal sealed class FrameBuffer
{
    private const int InitialCapacity = 1024;

    private byte[] _bytes = new byte[InitialCapacity];

    public int Length { get; private set; }

    public Span<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Releases the memory of an unusually large record.</summary>
    public void Release()
    {
        _bytes = new byte[InitialCapacity];
        Length = 0;
    }

    public Span<byte> Take(int count)
    {
        var end = checked(Length + count);
        if (end > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        var taken = _bytes.AsSpan(Length, count);
        Length = end;
        return taken;
    }

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void WriteGuid(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    public void WriteDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var target = Take(16);
        for (var i = 0; i < bits.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(target[(i * sizeof(int))..], bits[i]);
    }

    /// <summary>Seven bits to a byte, lowest first: one byte for what is below 128.</summary>
    public void WriteCount(ulong value)
    {
        while (value >= 0x80)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    public void WriteString(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        WriteCount((ulong)count);
        Encoding.UTF8.GetBytes(value, Take(count));
    }
}
