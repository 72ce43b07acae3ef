using TokenTracking.Wire;

namespace TokenTracking;

/// <summary>What an LLM answered, and what it used to do so.</summary>
/// <remarks>A caller that keeps only <see cref="Text"/> throws the usage away; analyzer rule TT1002 says so.</remarks>
public sealed record LlmResult
{
    private readonly TokenUsage _usage;

    /// <summary>The answer.</summary>
    public required string Text { get; init; }

    /// <summary>The token counts; <see cref="TokenUsage.Unknown"/> where the provider gave none.</summary>
    public TokenUsage Usage
    {
        get => _usage;
        init => _usage = value;
    }

    /// <summary>The steps of a call that different models answered, each priced on its own; empty for an ordinary call. <see cref="Usage"/> is
    /// their sum.</summary>
    public IReadOnlyList<UsagePart> Parts { get; init; } = [];

    /// <summary>How far <see cref="Usage"/> can be trusted.</summary>
    public UsageCompleteness Completeness { get; init; }

    /// <summary>The model that answered; null where the provider did not say.</summary>
    public string? Model { get; init; }

    /// <summary>Who answered, by its OpenTelemetry name; null where unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>Why the answer ended, in the provider's own word (<c>end_turn</c>, <c>stop</c>, <c>length</c>); null where it did not say.</summary>
    public string? StopReason { get; init; }

    /// <summary>The provider's id of the response; null where it gave none.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The service tier that answered; null where the provider did not say.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The speed that answered, in the provider's own word (Anthropic: <c>fast</c>, <c>standard</c>); null where it did not say.</summary>
    public string? Speed { get; init; }

    /// <summary>The region that answered, in the provider's own word (Anthropic: <c>us</c>, <c>global</c>); null where it did not say.</summary>
    public string? Geo { get; init; }

    /// <summary>The cost in USD that the provider itself reported; null where it reported none.</summary>
    public decimal? ReportedCost { get; init; }

    /// <summary>The usage numbers as the provider gave them, kept where <see cref="Completeness"/> is not complete.</summary>
    public string? RawUsage { get; init; }

    internal ref readonly TokenUsage UsageInPlace => ref _usage;
}
