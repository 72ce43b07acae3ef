namespace TokenTracking.Pricing;

/// <summary>Where a price is from.</summary>
/// <param name="Name">The list: <c>genai-prices 0.1.8</c>, <c>LiteLLM model prices</c>, or the name of the user's own file.</param>
/// <param name="CheckedOn">The day the list was taken; null for a user's own price without one.</param>
/// <param name="Url">Where to read it; null if there is none.</param>
public sealed record PriceSource(string Name, DateOnly? CheckedOn, string? Url);
