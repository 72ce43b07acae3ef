using System.Text;

namespace TokenTracking.Wire.Facts;

/// <summary>Short texts of a body (model, id, tier), kept as bytes until they are requested: a stream repeats them in each event.</summary>
internal sealed class WireText(int count)
{
    /// <summary>The longest text kept, in bytes. Longer ones are no model name or id.</summary>
    public const int MaxLength = 200;

    // The provider's own words for the same few things come with every response: one string for each is enough.
    private static readonly string[] Usual =
    [
        "stop", "length", "end_turn", "tool_use", "tool_calls", "max_tokens", "stop_sequence", "content_filter", "STOP", "MAX_TOKENS",
        "completed", "incomplete", "COMPLETE", "standard", "default", "priority", "flex", "batch", "auto", "message", "compaction",
    ];

    private readonly byte[] _bytes = new byte[count * MaxLength];
    private readonly byte[] _lengths = new byte[count];

    public void Reset() => Array.Clear(_lengths);

    public bool IsFull(int index) => index >= _lengths.Length;

    public void Set(int index, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxLength)
            return;
        utf8.CopyTo(_bytes.AsSpan(index * MaxLength));
        _lengths[index] = (byte)utf8.Length;
    }

    public ReadOnlySpan<byte> Utf8(int index) => _bytes.AsSpan(index * MaxLength, _lengths[index]);

    public string? Get(int index)
    {
        var utf8 = Utf8(index);
        return utf8.IsEmpty ? null : ToText(utf8);
    }

    public static string ToText(ReadOnlySpan<byte> utf8)
    {
        foreach (var usual in Usual)
        {
            if (utf8.Length == usual.Length && Ascii.Equals(utf8, usual))
                return usual;
        }

        return Encoding.UTF8.GetString(utf8);
    }
}
