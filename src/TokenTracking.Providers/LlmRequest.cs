namespace TokenTracking.Providers;

/// <summary>What to ask an LLM.</summary>
public sealed record LlmRequest
{
    /// <summary>The user's prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The system prompt; null for none.</summary>
    public string? System { get; init; }

    /// <summary>The model; null for the provider's own default.</summary>
    public string? Model { get; init; }

    /// <summary>The most that may be answered, in tokens, above 0; null for the provider's own default.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>0 for the likeliest answer, up to 2 for a varied one (1 is the most that Anthropic takes); null for the provider's own
    /// default.</summary>
    public double? Temperature { get; init; }

    /// <summary>True asks the provider to keep the system prompt in its cache, if it has to be asked for (Anthropic).</summary>
    public bool CacheSystem { get; init; }
}
