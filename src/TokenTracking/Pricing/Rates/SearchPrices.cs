namespace TokenTracking.Pricing.Rates;

/// <summary>The prices of a search by the provider's own tool, for models whose list has none.</summary>
internal static class SearchPrices
{
    /// <summary>The documented price.</summary>
    /// <param name="provider">Whose price list the model is in.</param>
    /// <param name="model">The model.</param>
    /// <param name="price">USD per million searches.</param>
    /// <returns>True if there is one. Sources: openai.com/api/pricing (web search with reasoning models from GPT-5 on, 10 USD per 1,000
    /// calls); ai.google.dev/gemini-api/docs/pricing (Gemini 3, 14 USD per 1,000 queries).</returns>
    public static bool TryDocumented(string provider, string model, out decimal price)
    {
        price = provider switch
        {
            "openai" when model.StartsWith("gpt-5", StringComparison.Ordinal) => 10_000m,
            "gcp.gemini" or "gcp.vertex_ai" when model.StartsWith("gemini-3", StringComparison.Ordinal) => 14_000m,
            _ => 0m,
        };
        return price != 0m;
    }
}
