using System.Collections.Concurrent;
using TokenTracking.Wire.Flavours;

namespace TokenTracking.Wire.Reading;

/// <summary>The rule that was applied, in words, and the rule of a single step.</summary>
internal static class FlavourRules
{
    private static readonly ConcurrentDictionary<(WireFlavour, bool, bool), string> Words = new();

    public static string InWords(WireFlavour flavour, bool cacheInside, bool reasoningInside)
        => Words.GetOrAdd((flavour, cacheInside, reasoningInside), static key =>
        {
            var (flavour, cacheInside, reasoningInside) = key;
            var merge = flavour.Merge == MergeRule.PerField ? "fields merged in order, the last that is not null counts" : "the last usage object counts";
            var cache = cacheInside ? "input includes cache" : "input excludes cache";
            var reasoning = reasoningInside ? "output includes reasoning" : "output excludes reasoning";
            var decided = cacheInside == flavour.CacheInside && reasoningInside == flavour.ReasoningInside ? "" : " (by the figures)";
            return $"{flavour.Name}: {merge}; {cache}; {reasoning}{decided}";
        });

    /// <summary>A step's counts, by Anthropic's convention.</summary>
    public static TokenUsage UsageOf(in PartFact part)
    {
        var split = (part.CacheWrite5m ?? 0) + (part.CacheWrite1h ?? 0);
        var hasSplit = part.CacheWrite5m is not null || part.CacheWrite1h is not null;
        var over = part.CacheWrite - split;
        return TokenUsage.FromExclusive(
            part.Input, part.Output, part.CacheRead, hasSplit ? part.CacheWrite5m : part.CacheWrite, part.CacheWrite1h,
            hasSplit && over > 0 ? over : null, part.Reasoning);
    }
}
