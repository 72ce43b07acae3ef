using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TokenTracking.Wire.Facts;

/// <summary>One step of a call, as it was read.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PartFact
{
    public const int ModelField = 0;
    public const int KindField = 1;

    /// <summary>Fields of a step, in the order of their numbers: Anthropic's names.</summary>
    public static readonly string[] Fields =
    [
        "input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens",
        "cache_creation.ephemeral_5m_input_tokens", "cache_creation.ephemeral_1h_input_tokens", "output_tokens_details.thinking_tokens",
    ];

    private Counts _counts;
    private byte _known;

    public string? Model { get; set; }

    public string? Kind { get; set; }

    public readonly long? Input => this[0];

    public readonly long? Output => this[1];

    public readonly long? CacheRead => this[2];

    public readonly long? CacheWrite => this[3];

    public readonly long? CacheWrite5m => this[4];

    public readonly long? CacheWrite1h => this[5];

    public readonly long? Reasoning => this[6];

    public long? this[int field]
    {
        readonly get => (_known & (1 << field)) != 0 ? _counts[field] : null;
        set
        {
            _known |= (byte)(1 << field);
            _counts[field] = value ?? 0;
        }
    }

    public void Add(in PartFact other)
    {
        for (var field = 0; field < Fields.Length; field++)
        {
            if (other[field] is { } value)
                this[field] = Math.Min((this[field] ?? 0) + value, TokenUsage.MaxCount);
        }
    }

    /// <summary>The step's counts, by Anthropic's convention.</summary>
    public readonly TokenUsage ToUsage()
    {
        var split = (CacheWrite5m ?? 0) + (CacheWrite1h ?? 0);
        var hasSplit = CacheWrite5m is not null || CacheWrite1h is not null;
        var over = CacheWrite - split;
        return TokenUsage.FromExclusive(
            Input, Output, CacheRead, hasSplit ? CacheWrite5m : CacheWrite, CacheWrite1h,
            hasSplit && over > 0 ? over : null, Reasoning);
    }

    [InlineArray(7)]
    private struct Counts
    {
        private long _first;
    }
}
