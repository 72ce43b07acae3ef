namespace TokenTracking;

/// <summary>What an LLM answered, and what it used to do so.</summary>
/// <remarks>A caller that keeps only <see cref="Text"/> discards the usage; analyzer rule TT1002 reports it.</remarks>
public sealed record LlmResult : LlmResponse
{
    /// <summary>The answer.</summary>
    public required string Text { get; init; }

    /// <summary>Everything but the text, of which it states the length.</summary>
    /// <returns>A description of the response without its text.</returns>
    public override string ToString()
        => $"{nameof(LlmResult)} {{ Text = ({Text?.Length ?? 0} characters), StopReason = {StopReason}, {Facts} }}";
}
