using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace TokenTracking.Wire.Paths;

/// <summary>The keys of an object that lead somewhere. A lookup compares two words and allocates nothing: it is made for each key of a
/// body.</summary>
internal sealed class PathTable
{
    private readonly List<PathNode> _all = [];
    private Entry[] _entries = [];
    private int _mask;

    public void Add(PathNode node) => _all.Add(node);

    /// <summary>Lays the table out once all keys are known.</summary>
    /// <param name="isUsage">True if the keys are those of a usage object.</param>
    public void Freeze(bool isUsage)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, _all.Count) * 4);
        _mask = size - 1;
        _entries = new Entry[size];
        foreach (var node in _all)
        {
            var key = node.Key;
            Words(key, out var head, out var tail);
            var at = Hash(head, tail, key.Length) & _mask;
            while (_entries[at].Node is not null)
                at = (at + 1) & _mask;
            _entries[at] = new Entry(head, tail, key.Length, node);
            node.IsUsage |= isUsage;
            Freeze(node);
        }
    }

    public PathNode? Find(ReadOnlySpan<byte> key)
    {
        Words(key, out var head, out var tail);
        var entries = _entries;
        for (var at = Hash(head, tail, key.Length) & _mask; ; at = (at + 1) & _mask)
        {
            ref readonly var entry = ref entries[at];
            if (entry.Node is null)
                return null;
            if (entry.Head == head && entry.Tail == tail && entry.Length == key.Length
                && (key.Length <= 16 || key.SequenceEqual(entry.Node.Key)))
                return entry.Node;
        }
    }

    private static void Freeze(PathNode? node)
    {
        for (; node is not null; node = node.Element)
        {
            node.Children?.Freeze(node.IsUsage);
            if (node.Element is { } element)
                element.IsUsage |= node.IsUsage;
        }
    }

    private static int Hash(ulong head, ulong tail, int length)
        => (int)(((head ^ BitOperations.RotateLeft(tail, 23) ^ ((ulong)length << 56)) * 0x9E3779B97F4A7C15) >> 40);

    // The first and the last eight bytes; together with the length they are the whole key up to sixteen bytes.
    private static void Words(ReadOnlySpan<byte> key, out ulong head, out ulong tail)
    {
        if (key.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(key);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(key[^8..]);
            return;
        }

        tail = 0;
        if (key.Length >= 4)
        {
            head = BinaryPrimitives.ReadUInt32LittleEndian(key) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(key[^4..]) << 32);
            return;
        }

        head = 0;
        foreach (var letter in key)
            head = (head << 8) | letter;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(ulong Head, ulong Tail, int Length, PathNode? Node);
}
