namespace TokenTracking.Pricing.Rates;

/// <summary>The words that providers use for a service tier, on the tiers that prices are listed for.</summary>
internal static class ServiceTiers
{
    public const string Standard = "";
    public const string Batch = "batch";
    public const string Flex = "flex";
    public const string Priority = "priority";

    /// <summary>The price tier of a word from a response.</summary>
    /// <param name="word">OpenAI: default, flex, priority. Anthropic: standard, priority, batch. Groq: on_demand, flex. Gemini and Vertex:
    /// ON_DEMAND, ON_DEMAND_FLEX, ON_DEMAND_PRIORITY, PROVISIONED_THROUGHPUT. Null if the
    /// provider did not say, which every provider means as its standard.</param>
    /// <returns>The tier; null for a word that has no listed prices (reserved or provisioned capacity is not paid by the token).</returns>
    public static string? Of(string? word) => word switch
    {
        null or "" or "standard" or "default" or "on_demand" or "auto" or "standard_only" => Standard,
        "batch" or "batches" => Batch,
        "flex" => Flex,
        "priority" => Priority,
        _ => OfOtherCase(word),
    };

    /// <summary>The discount that a provider documents for a whole tier, for models whose tier price no list has.</summary>
    /// <param name="tier">The price tier.</param>
    /// <param name="provider">Who answered.</param>
    /// <param name="factor">The factor on standard prices.</param>
    /// <returns>True if there is one. Sources: the providers' own pages on batch and flex processing (50 % off); Groq bills flex like
    /// on-demand. Priority has no common factor.</returns>
    public static bool TryDocumentedFactor(string tier, string provider, out decimal factor)
    {
        factor = 0.5m;
        if (tier == Batch)
        {
            return provider is "anthropic" or "openai" or "azure.ai.openai" or "gcp.gemini"
                or "gcp.vertex_ai" or "aws.bedrock" or "mistral_ai"
                or "groq";
        }

        if (tier == Flex && provider == "groq")
            factor = 1m;
        return tier == Flex && (provider is "openai" or "gcp.gemini" or "gcp.vertex_ai" or "groq");
    }

    public static string Intern(ReadOnlySpan<byte> word) => word switch
    {
        [] => Standard,
        [(byte)'b', ..] => Batch,
        [(byte)'f', ..] => Flex,
        _ => Priority,
    };

    private static string? OfOtherCase(string word)
        => Is(word, "standard") || Is(word, "default") || Is(word, "on_demand") || Is(word, "traffic_type_unspecified") ? Standard
            : Is(word, "batch") ? Batch
            : Is(word, "flex") || Is(word, "on_demand_flex") ? Flex
            : Is(word, "priority") || Is(word, "on_demand_priority") ? Priority
            : null;

    private static bool Is(string word, string tier) => word.Equals(tier, StringComparison.OrdinalIgnoreCase);
}
