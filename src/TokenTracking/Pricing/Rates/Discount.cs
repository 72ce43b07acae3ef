namespace TokenTracking.Pricing.Rates;

/// <summary>A discount of a price file.</summary>
/// <param name="Provider">Whose prices.</param>
/// <param name="Model">Which model's; null for all.</param>
/// <param name="Factor">What is left of a price: 0.875 for 12.5 % off.</param>
/// <param name="From">The first day; null for ever since.</param>
/// <param name="Until">The first day without it; null for no end.</param>
/// <param name="Line">Its line in the file.</param>
internal sealed record Discount(string Provider, string? Model, decimal Factor, DateOnly? From, DateOnly? Until, int Line);
