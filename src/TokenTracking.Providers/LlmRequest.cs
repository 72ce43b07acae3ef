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

    /// <summary>True to cache the system prompt, for providers that cache only on request (Anthropic).</summary>
    public bool CacheSystem { get; init; }

    /// <summary>Everything but the prompts, of which it states the length.</summary>
    /// <returns>A description of the request without its text.</returns>
    public override string ToString()
        => $"{nameof(LlmRequest)} {{ Model = {Model}, Prompt = ({Prompt?.Length ?? 0} characters),"
            + $" System = ({System?.Length ?? 0} characters),"
            + $" MaxOutputTokens = {MaxOutputTokens}, Temperature = {Temperature}, CacheSystem = {CacheSystem} }}";
}
