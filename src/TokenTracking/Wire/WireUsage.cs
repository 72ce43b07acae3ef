namespace TokenTracking.Wire;

/// <summary>What the bytes of one response say about its usage. It holds numbers and names, never a prompt or a completion.</summary>
public sealed record WireUsage : LlmResponse
{
    /// <summary>The API dialect that was recognized (<c>anthropic.messages</c>, <c>openai.chat</c> …); null if none was.</summary>
    public string? Dialect { get; init; }

    /// <summary>A description of the rule that converted the figures of the provider into the usage; null if no dialect was
    /// recognized.</summary>
    public string? Rule { get; init; }

    /// <summary>The model or deployment that the address of the request names (Bedrock, Gemini, Azure); null if it names none, or the
    /// address is not known.</summary>
    public string? RequestModel { get; init; }

    /// <summary>How the call ended, as far as the bytes show it: a stream without its end is abandoned.</summary>
    public CallOutcome Outcome { get; init; }

    /// <summary>The provider's own name of the error (<c>overloaded_error</c>); null if there is none. Never its message.</summary>
    public string? ErrorType { get; init; }

    /// <summary>What is remarkable: figures that contradict each other, a count that is not a number, a missing end. Empty if nothing
    /// is.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Numbers that sound like usage and that nothing reads, by path. Empty if there are none. Each that is not 0 has a note as
    /// well.</summary>
    public IReadOnlyList<UnreadField> UnreadFields { get; init; } = [];

    /// <summary>True if the content alone shows that a model answered; false if at most the address does.</summary>
    internal bool IsRecognized { get; init; }
}
