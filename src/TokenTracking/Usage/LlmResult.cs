namespace TokenTracking;

/// <summary>What an LLM answered, and what it used to do so.</summary>
/// <remarks>A caller that keeps only <see cref="Text"/> discards the usage; analyzer rule TT1002 reports it.</remarks>
public sealed record LlmResult : LlmResponse
{
    /// <summary>The answer.</summary>
    public required string Text { get; init; }
}
