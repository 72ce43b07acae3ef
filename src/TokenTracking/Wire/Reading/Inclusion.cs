using System.Runtime.InteropServices;
using TokenTracking.Wire.Dialects;

namespace TokenTracking.Wire.Reading;

/// <summary>Whether a provider's input contains its cache counts and its output its reasoning, by the dialect and by the total.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Inclusion(bool CacheInside, bool ReasoningInside, bool TotalAgrees, bool TotalDisagrees)
{
    public static Inclusion Decide(WireDialect dialect, in CountReading counts)
    {
        bool cache = dialect.CacheInside, reasoning = dialect.ReasoningInside;
        if (counts.Total is not { } total || (counts.Input is null && counts.Output is null))
            return new(cache, reasoning, false, false);
        if (Sum(in counts, cache, reasoning) == total)
            return new(cache, reasoning, true, false);
        if (dialect.TotalDecides)
        {
            // The order is that of how many recorded calls are of each kind: xAI's reasoning, then exclusive caches, then both.
            if (Sum(in counts, cache, !reasoning) == total)
                return new(cache, !reasoning, true, false);
            if (Sum(in counts, !cache, reasoning) == total)
                return new(!cache, reasoning, true, false);
            if (Sum(in counts, !cache, !reasoning) == total)
                return new(!cache, !reasoning, true, false);
        }

        return new(cache, reasoning, false, true);
    }

    private static long Sum(in CountReading counts, bool cacheInside, bool reasoningInside)
        => (counts.Input ?? 0) + (counts.ToolInput ?? 0) + (counts.Output ?? 0)
            + (cacheInside ? 0 : (counts.CacheRead ?? 0) + counts.Written)
            + (reasoningInside ? 0 : counts.Reasoning ?? 0);
}
