namespace TokenTracking.Analytics;

/// <summary>One of a project's last calls, as the tracker remembers it.</summary>
/// <param name="Time">When it started, in UTC.</param>
/// <param name="Tokens">Input and output together, in tokens; null if unknown.</param>
/// <param name="Cost">In USD; null if unpriced.</param>
/// <param name="Model">The model that answered; null if unknown.</param>
/// <param name="Operation">What it was for; null if unknown.</param>
/// <param name="Metadata">Further context; null for none.</param>
public readonly record struct UsageEvent(
    DateTimeOffset Time, long? Tokens, decimal? Cost, string? Model, string? Operation, IReadOnlyDictionary<string, string>? Metadata);
