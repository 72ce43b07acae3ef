namespace TokenTracking;

/// <summary>What a call used besides tokens, as the provider counts it.</summary>
/// <param name="Unit">The unit in plural and snake_case: <c>seconds</c> (of audio), <c>images</c>, <c>pages</c>, <c>characters</c>,
/// <c>search_units</c>, <c>web_fetches</c>, <c>classifications</c>, <c>seconds_of_computing</c>,
/// <c>image_generation_input_tokens</c>, <c>image_generation_output_tokens</c>.</param>
/// <param name="Quantity">How many of them, above 0 and at most <see cref="TokenUsage.MaxCount"/>.</param>
public sealed record UsageUnit(string Unit, decimal Quantity)
{
    internal bool IsPossible => Unit is { Length: > 0 } && Quantity is > 0 and <= TokenUsage.MaxCount;
}
