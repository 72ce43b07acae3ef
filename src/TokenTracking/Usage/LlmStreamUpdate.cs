namespace TokenTracking;

/// <summary>A piece of an answer that arrives as a stream.</summary>
/// <remarks>Counts are cumulative: those of a later update replace those of an earlier one. Usage is unknown, and its completeness is
/// <see cref="UsageCompleteness.Missing"/>, in updates that carry none.</remarks>
public sealed record LlmStreamUpdate : LlmResponse
{
    /// <summary>Creates an update without usage.</summary>
    public LlmStreamUpdate() => Completeness = UsageCompleteness.Missing;

    /// <summary>The next piece of text; empty if the update only carries usage.</summary>
    public string Text { get; init; } = "";

    /// <summary>Everything but the text, of which it states the length.</summary>
    /// <returns>A description of the response without its text.</returns>
    public override string ToString()
        => $"{nameof(LlmStreamUpdate)} {{ Text = ({Text?.Length ?? 0} characters), StopReason = {StopReason}, {Facts} }}";
}
