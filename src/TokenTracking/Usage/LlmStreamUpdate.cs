namespace TokenTracking;

/// <summary>A piece of an answer that arrives as a stream.</summary>
public sealed record LlmStreamUpdate
{
    private readonly TokenUsage _usage;

    /// <summary>The next piece of text; empty where the update only carries usage.</summary>
    public string Text { get; init; } = "";

    /// <summary>The counts so far, cumulative: a later update replaces an earlier one's. Unknown where this update carries none.</summary>
    public TokenUsage Usage
    {
        get => _usage;
        init => _usage = value;
    }

    /// <summary>The steps of a call that different models answered, each priced on its own; empty for an ordinary call. <see cref="Usage"/> is
    /// their sum.</summary>
    public IReadOnlyList<UsagePart> Parts { get; init; } = [];

    /// <summary>How far <see cref="Usage"/> can be trusted; missing until the provider has reported it.</summary>
    public UsageCompleteness Completeness { get; init; } = UsageCompleteness.Missing;

    /// <summary>The model that answers; null where the provider has not said so yet.</summary>
    public string? Model { get; init; }

    /// <summary>Who answers, by its OpenTelemetry name; null where unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>Why the answer ended; null until it has.</summary>
    public string? StopReason { get; init; }

    /// <summary>The provider's id of the response; null where it has given none.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The service tier that answers; null where the provider did not say.</summary>
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
