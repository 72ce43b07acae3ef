using System.Runtime.InteropServices;

namespace TokenTracking;

/// <summary>
/// One LLM call: who made it, what it used, what it cost and how it ended. It never holds a prompt, a completion or a key.
/// </summary>
/// <remarks>A structure on purpose: the tracked path builds one per call, passes it by reference and allocates nothing.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UsageRecord
{
    /// <summary>The largest cost of a call that is taken for real, in USD (10^9). An amount above it or below 0 is kept as a raw number
    /// alone.</summary>
    public const decimal MaxCost = 1_000_000_000m;

    private readonly ResponseFacts _facts;

    /// <summary>Unique key of the call (UUID version 7). The same id twice counts once in every store.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the call started, in UTC. The price valid at this time applies.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What the response said, as one value; the members below that come from the response read and set its parts.</summary>
    public ResponseFacts Facts
    {
        get => _facts;
        init => _facts = value;
    }

    /// <summary>Who was asked, by its OpenTelemetry name (<c>gen_ai.provider.name</c>: <c>anthropic</c>, <c>openai</c>, <c>ollama</c> …);
    /// null if unknown.</summary>
    public string? Provider
    {
        get => _facts.Provider;
        init => _facts.Provider = value;
    }

    /// <summary>The model that was asked for; null if unknown.</summary>
    public string? RequestModel { get; init; }

    /// <summary>The model that answered; null if the provider did not say.</summary>
    public string? ResponseModel
    {
        get => _facts.Model;
        init => _facts.Model = value;
    }

    /// <summary>What the call was for, in snake_case (<c>analyze_task</c>).</summary>
    public string? Operation { get; init; }

    /// <summary>The project that the call is attributed to; null if no scope specifies one.</summary>
    public string? Project { get; init; }

    /// <summary>The agent that made the call; null if no scope specifies one.</summary>
    public string? Agent { get; init; }

    /// <summary>The task that the call was made for; null if no scope specifies one.</summary>
    public string? Task { get; init; }

    /// <summary>Additional context from the caller; null if there is none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The token counts of the whole call.</summary>
    public TokenUsage Usage
    {
        get => _facts.Usage;
        init => _facts.Usage = value;
    }

    /// <summary>The steps of a call that different models answered, each priced on its own; null for an ordinary call. <see cref="Usage"/>
    /// is their sum.</summary>
    public IReadOnlyList<UsagePart>? Parts
    {
        get => _facts.Parts;
        init => _facts.Parts = value;
    }

    /// <summary>What the call used besides tokens, each in its unit; null if the provider reported nothing of the kind.</summary>
    public IReadOnlyList<UsageUnit>? Units
    {
        get => _facts.Units;
        init => _facts.Units = value;
    }

    /// <summary>How far <see cref="Usage"/> can be trusted.</summary>
    public UsageCompleteness Completeness
    {
        get => _facts.Completeness;
        init => _facts.Completeness = value;
    }

    /// <summary>The numbers as the provider reported them (JSON, numbers only, no content); null if the record is complete.</summary>
    public string? RawUsage
    {
        get => _facts.RawUsage;
        init => _facts.RawUsage = value;
    }

    /// <summary>The outcome of the call.</summary>
    public CallOutcome Outcome { get; init; }

    /// <summary>What failed: an HTTP status (<c>429</c>), the provider's name of an error inside its answer (<c>overloaded_error</c>), or
    /// an exception's type name; null if nothing did.</summary>
    public string? ErrorType { get; init; }

    /// <summary>From the start of the call to its end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>From the start of the call to the first item of its stream; null for a plain call.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The cost in USD; null if usage or price is unknown, never zero in that case.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The basis of <see cref="Cost"/>.</summary>
    public CostBasis CostBasis { get; init; }

    /// <summary>The cost in USD that the provider itself reported (OpenRouter and similar); null if it reported none.</summary>
    public decimal? ReportedCost
    {
        get => _facts.ReportedCost;
        init => _facts.ReportedCost = value;
    }

    /// <summary>The cost in USD by the price table, if <see cref="Cost"/> is the cost that the provider reported; otherwise,
    /// null.</summary>
    public decimal? ListedCost { get; init; }

    /// <summary>The price table that <see cref="Cost"/> was computed with; null if unpriced.</summary>
    public string? PriceTable { get; init; }

    /// <summary>The provider's id of the response; null if it gave none.</summary>
    public string? ResponseId
    {
        get => _facts.ResponseId;
        init => _facts.ResponseId = value;
    }

    /// <summary>The service tier that answered (<c>standard</c>, <c>flex</c>, <c>priority</c>, <c>batch</c>); null if unknown.</summary>
    public string? ServiceTier
    {
        get => _facts.ServiceTier;
        init => _facts.ServiceTier = value;
    }

    /// <summary>The speed that the provider says it answered with (<c>fast</c>), where that has a separate price; null if it did not
    /// say.</summary>
    public string? Speed
    {
        get => _facts.Speed;
        init => _facts.Speed = value;
    }

    /// <summary>The region that the provider says it answered in (<c>us</c>, <c>eu</c>), where that has a separate price; null if it
    /// did not say.</summary>
    public string? Geo
    {
        get => _facts.Geo;
        init => _facts.Geo = value;
    }

    /// <summary>The output limit that was asked for, in tokens; null if none was.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>The model to price: the response model or, if that is unknown, the requested model.</summary>
    public string? Model => ResponseModel ?? RequestModel;

    /// <summary>False for a call that failed and reported nothing: it has no tokens and no cost that could be missing.</summary>
    internal bool IsBilled => Outcome != CallOutcome.Failed || !Usage.IsUnknown || Units is not null || Cost is not null;

    /// <summary>Whether an amount is one that a call can cost.</summary>
    internal static bool IsCost(decimal amount) => amount is >= 0 and <= MaxCost;
}
