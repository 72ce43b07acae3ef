using System.Runtime.InteropServices;

namespace TokenTracking.SdkTable.Tests.Serving;

/// <summary>Counts of one answer, or a sum of them.</summary>
/// <param name="Input">All tokens of the prompt, cached ones included.</param>
/// <param name="CacheRead">The part of the prompt that was read from the provider's cache.</param>
/// <param name="CacheWrite">The part of the prompt that was written to it.</param>
/// <param name="Output">All tokens of the answer.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Tokens(long Input, long CacheRead, long CacheWrite, long Output)
{
    public long Fresh => Input - CacheRead - CacheWrite;

    public long Total => Input + Output;

    public static Tokens operator +(Tokens left, Tokens right) => new(
        left.Input + right.Input, left.CacheRead + right.CacheRead, left.CacheWrite + right.CacheWrite, left.Output + right.Output);

    public static Tokens Of(in TokenUsage usage)
        => new(usage.InputTokens ?? 0, usage.CacheReadTokens ?? 0, usage.CacheWriteTokens ?? 0, usage.OutputTokens ?? 0);

    public override string ToString() => $"{Fresh}+{CacheRead}r+{CacheWrite}w/{Output}";
}
