using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>The calls of one operation to one model, as far as recommendations look at them.</summary>
internal sealed class CallGroup(string? provider, string model, string? operation)
{
    public string? Provider => provider;

    public string Model => model;

    public string? Operation => operation;

    /// <summary>The calls that have usage and a cost, by time.</summary>
    public List<UsageRecord> Calls { get; } = [];

    public decimal Cost => Saturating.Sum(Calls.Select(static call => call.Cost!.Value));

    /// <summary>What the group is called in a sentence.</summary>
    public string Name => operation is null ? $"calls to {model}" : $"'{operation}' with {model}";

    public static long Median(IEnumerable<long> values) => Percentile(values, 50);

    /// <summary>The percentile of the values.</summary>
    public static long Percentile(IEnumerable<long> values, int percent)
    {
        long[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, (long)sorted.Length * percent / 100)];
    }
}
