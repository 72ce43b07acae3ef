using System.Buffers;
using System.Text;

namespace TokenTracking.Wire.Facts;

/// <summary>Short texts of a body (model, id, tier), kept as bytes until they are requested: a stream repeats them in each event.</summary>
internal sealed class WireText(int count)
{
    /// <summary>The longest text kept, in bytes. Longer ones are no model name or id.</summary>
    public const int MaxLength = 200;

    private static readonly SearchValues<byte> NoNames = SearchValues.Create("?!<>{}\u007f"u8);

    // "Meta Llama 3.1 70B Instruct Turbo" has five.
    private const int MostSpaces = 6;

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
        return utf8.IsEmpty || !IsName(utf8) ? null : ToText(utf8);
    }

    /// <summary>True for what can be a name: one line of few words. A sentence that stands for a name may be a prompt.</summary>
    public static bool IsName(ReadOnlySpan<byte> utf8)
        => !utf8.ContainsAnyInRange((byte)0, (byte)0x1f) && !utf8.ContainsAny(NoNames) && utf8.Count((byte)' ') <= MostSpaces
            && !HasSentence(utf8);

    // A mark that a sentence has, at its end or before a space: names have marks within words alone.
    private static bool HasSentence(ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOfAny(".,:;"u8); at >= 0; at = utf8.IndexOfAny(".,:;"u8))
        {
            utf8 = utf8[(at + 1)..];
            if (utf8.IsEmpty || utf8[0] == ' ')
                return true;
        }

        return false;
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
