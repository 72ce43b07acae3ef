using System.Runtime.InteropServices;

namespace TokenTracking;

/// <summary>
/// One LLM call: who made it, what it used, what it cost and how it ended. It never holds a prompt, a completion or a key.
/// </summary>
/// <remarks>A structure on purpose: the tracked path builds one per call, passes it by reference and allocates nothing.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UsageRecord
{
    /// <summary>The largest cost of a call that is taken for real, in USD (10^9). An amount above it or below 0 is kept as a raw number alone.</summary>
    public const decimal MaxCost = 1_000_000_000m;

    /// <summary>Unique key of the call (UUID version 7). The same id twice counts once in every store.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the call started, in UTC. The price valid at this time applies.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who was asked, by its OpenTelemetry name (<c>gen_ai.provider.name</c>: <c>anthropic</c>, <c>openai</c>, <c>ollama</c> …);
    /// null where unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>The model that was asked for; null where unknown.</summary>
    public string? RequestModel { get; init; }

    /// <summary>The model that answered; null where the provider did not say.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>What the call was for, in snake_case (<c>analyze_task</c>).</summary>
    public string? Operation { get; init; }

    /// <summary>The project that pays; null where no scope named one.</summary>
    public string? Project { get; init; }

    /// <summary>The agent that made the call; null where no scope named one.</summary>
    public string? Agent { get; init; }

    /// <summary>The task it was made for; null where no scope named one.</summary>
    public string? Task { get; init; }

    /// <summary>Further context of the caller's own; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The token counts of the whole call.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>The steps of a call that different models answered, each priced on its own; null for an ordinary call. <see cref="Usage"/> is
    /// their sum.</summary>
    public IReadOnlyList<UsagePart>? Parts { get; init; }

    /// <summary>How far <see cref="Usage"/> can be trusted.</summary>
    public UsageCompleteness Completeness { get; init; }

    /// <summary>The numbers as the provider gave them (JSON, numbers only, no content), kept where the record is not complete.</summary>
    public string? RawUsage { get; init; }

    /// <summary>How the call ended.</summary>
    public CallOutcome Outcome { get; init; }

    /// <summary>What failed: an HTTP status (<c>429</c>), the provider's name of an error inside its answer (<c>overloaded_error</c>), or an
    /// exception's type name; null where nothing did.</summary>
    public string? ErrorType { get; init; }

    /// <summary>From the start of the call to its end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>From the start of the call to the first item of its stream; null for a plain call.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The cost in USD; null where usage or price is unknown, never a silent zero.</summary>
    public decimal? Cost { get; init; }

    /// <summary>What <see cref="Cost"/> rests on.</summary>
    public CostBasis CostBasis { get; init; }

    /// <summary>The cost in USD that the provider itself reported (OpenRouter and the like); null where it reported none.</summary>
    public decimal? ReportedCost { get; init; }

    /// <summary>What the price table says the call costs in USD, where <see cref="Cost"/> is the provider's own figure; null otherwise.</summary>
    public decimal? ListedCost { get; init; }

    /// <summary>The price table that <see cref="Cost"/> was computed with; null where unpriced.</summary>
    public string? PriceTable { get; init; }

    /// <summary>The provider's id of the response; null where it gave none.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The service tier that answered (<c>standard</c>, <c>flex</c>, <c>priority</c>, <c>batch</c>); null where unknown.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The speed that the provider says it answered with (<c>fast</c>), where that has a price of its own; null where it did not say.</summary>
    public string? Speed { get; init; }

    /// <summary>The region that the provider says it answered in (<c>us</c>, <c>eu</c>), where that has a price of its own; null where it did
    /// not say.</summary>
    public string? Geo { get; init; }

    /// <summary>The output limit that was asked for, in tokens; null where none was.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>The model to price: the one that answered, else the one that was asked for.</summary>
    public string? Model => ResponseModel ?? RequestModel;
}
