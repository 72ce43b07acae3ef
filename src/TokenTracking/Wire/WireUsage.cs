namespace TokenTracking.Wire;

/// <summary>What the bytes of one response say about its usage. It holds numbers and names, never a prompt or a completion.</summary>
public sealed record WireUsage
{
    /// <summary>The API dialect that was recognised (<c>anthropic.messages</c>, <c>openai.chat</c> …); null where none was.</summary>
    public string? Flavour { get; init; }

    /// <summary>Who answered, by its OpenTelemetry name (<c>gen_ai.provider.name</c>); null where unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>The counts of the whole call, in tokens. Where <see cref="Parts"/> are there, their sum.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>The steps of a call that different models answered, each to be priced on its own; empty for an ordinary call.</summary>
    public IReadOnlyList<UsagePart> Parts { get; init; } = [];

    /// <summary>How far <see cref="Usage"/> can be trusted.</summary>
    public UsageCompleteness Completeness { get; init; }

    /// <summary>The rule that turned the provider's figures into <see cref="Usage"/>, in words; null where no flavour was recognised.</summary>
    public string? Rule { get; init; }

    /// <summary>The numbers as the provider gave them (JSON: path to number, nothing else), kept where <see cref="Completeness"/> is not
    /// complete; null where it is, or where there were none.</summary>
    public string? RawUsage { get; init; }

    /// <summary>The model that answered; null where the response does not say.</summary>
    public string? Model { get; init; }

    /// <summary>The provider's id of the response; null where it gave none.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The service tier that answered; null where the response does not say.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The speed that answered, in the provider's own word (Anthropic: <c>fast</c>, <c>standard</c>); null where it did not say.</summary>
    public string? Speed { get; init; }

    /// <summary>The region that answered, in the provider's own word (Anthropic: <c>us</c>, <c>global</c>); null where it did not say.</summary>
    public string? Geo { get; init; }

    /// <summary>The cost in USD that the provider itself reported; null where it reported none.</summary>
    public decimal? ReportedCost { get; init; }

    /// <summary>Why the answer ended, in the provider's own word; null where it did not say.</summary>
    public string? StopReason { get; init; }

    /// <summary>How the call ended, as far as the bytes show it: a stream without its end is abandoned.</summary>
    public CallOutcome Outcome { get; init; }

    /// <summary>The provider's own name of the error (<c>overloaded_error</c>); null where there is none. Never its message.</summary>
    public string? ErrorType { get; init; }

    /// <summary>What is remarkable: figures that contradict each other, a count that is no count, an end that is missing. Empty when all is well.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
