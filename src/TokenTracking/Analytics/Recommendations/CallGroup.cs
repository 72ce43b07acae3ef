using TokenTracking.Usage;

namespace TokenTracking.Analytics.Recommendations;

/// <summary>The calls of one operation to one model that have usage and a cost, as far as recommendations look at them. Its size does not
/// depend on their number.</summary>
internal sealed class CallGroup(string? provider, string model, string? operation)
{
    public string? Provider => provider;

    public string Model => model;

    public string? Operation => operation;

    /// <summary>What the group is called in a sentence.</summary>
    public string Name => operation is null ? $"calls to {model}" : $"'{operation}' with {model}";

    public long Count => Outputs.Count;

    public TokenHistogram Outputs { get; } = new();

    public TokenHistogram FreshInputs { get; } = new();

    public long ReasoningTokens { get; private set; }

    /// <summary>True if any of the calls read from a cache.</summary>
    public bool ReadsCache { get; private set; }

    /// <summary>True if any of the calls set a limit for its output.</summary>
    public bool LimitsOutput { get; private set; }

    /// <summary>When the last of the calls began.</summary>
    public DateTimeOffset LastTime { get; private set; }

    /// <summary>Takes the next call, by time.</summary>
    public void Add(in UsageRecord call)
    {
        Outputs.Add(call.Usage.OutputTokens ?? 0);
        FreshInputs.Add(call.Usage.FreshInputTokens ?? 0);
        ReasoningTokens = Saturating.Add(ReasoningTokens, call.Usage.ReasoningTokens ?? 0);
        ReadsCache |= call.Usage.CacheReadTokens > 0;
        LimitsOutput |= call.MaxOutputTokens is not null;
        LastTime = call.Time;
    }
}
