using System.Buffers.Binary;
using System.Numerics;

namespace TokenTracking.Storage.Journals;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4): one instruction per eight bytes on every processor we run on.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
