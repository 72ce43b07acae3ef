using System.Runtime.InteropServices;
using TokenTracking.Wire.Dialects;

using TokenTracking.Wire.Facts;

namespace TokenTracking.Wire.Reading;

/// <summary>The counts of a dialect, taken out of the facts, before it is decided what they include. In tokens; null if not
/// given.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct CountReading
{
    public long? Input { get; set; }

    public long? Output { get; set; }

    public long? Total { get; set; }

    public long? CacheRead { get; set; }

    public long? CacheWrite { get; set; }

    public long? CacheWrite5m { get; set; }

    public long? CacheWrite1h { get; set; }

    public long? Reasoning { get; set; }

    public long? ToolInput { get; set; }

    public bool HasOdd { get; private set; }

    public bool HasText { get; private set; }

    /// <summary>Cache writes in all.</summary>
    public readonly long Written => (CacheWrite5m ?? 0) + (CacheWrite1h ?? 0) + (CacheWrite ?? 0);

    public readonly bool IsEmpty
        => Input is null && Output is null && CacheRead is null && CacheWrite is null && CacheWrite5m is null && CacheWrite1h is null
            && Reasoning is null;

    public static CountReading Take(CompiledDialect dialect, WireFacts facts)
    {
        var reading = new CountReading();
        reading.Input = reading.First(dialect, facts, CountKind.Input);
        reading.Output = reading.First(dialect, facts, CountKind.Output);
        reading.Total = reading.First(dialect, facts, CountKind.Total);
        reading.CacheRead = reading.First(dialect, facts, CountKind.CacheRead);
        reading.CacheWrite = reading.First(dialect, facts, CountKind.CacheWrite);
        reading.CacheWrite5m = reading.First(dialect, facts, CountKind.CacheWrite5m);
        reading.CacheWrite1h = reading.First(dialect, facts, CountKind.CacheWrite1h);
        reading.Reasoning = reading.First(dialect, facts, CountKind.Reasoning);
        reading.ToolInput = reading.First(dialect, facts, CountKind.ToolInput);
        return reading;
    }

    /// <summary>The first of a kind's places that has a count.</summary>
    public long? First(CompiledDialect dialect, WireFacts facts, CountKind kind)
    {
        var places = dialect[kind];
        if (!facts.HasAny(places))
            return null;
        var lastOnly = dialect.Dialect.Merge == MergeRule.LastObject;
        foreach (var slot in places.Slots)
        {
            if (Value(facts.Count(slot, lastOnly)) is { } value)
                return value;
        }

        return null;
    }

    /// <summary>The sum of a kind's places.</summary>
    public long? Sum(CompiledDialect dialect, WireFacts facts, CountKind kind)
    {
        var places = dialect[kind];
        if (!facts.HasAny(places))
            return null;
        long? sum = null;
        var lastOnly = dialect.Dialect.Merge == MergeRule.LastObject;
        foreach (var slot in places.Slots)
        {
            if (Value(facts.Count(slot, lastOnly)) is { } value)
                sum = (sum ?? 0) + value;
        }

        return sum;
    }

    public long? Value(CountFact fact)
    {
        HasOdd |= fact.State == CountState.Odd;
        HasText |= fact.State == CountState.FromText;
        return fact.State is CountState.Known or CountState.FromText ? fact.Value : null;
    }
}
