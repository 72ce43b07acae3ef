namespace TokenTracking.Providers;

/// <summary>How to reach OpenAI's chat completions, or those of a compatible provider.</summary>
public sealed record OpenAIOptions
{
    /// <summary>The key; null for the environment variable <c>OPENAI_API_KEY</c>.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The address that <c>chat/completions</c> is appended to; null for <c>OPENAI_BASE_URL</c> or
    /// <c>https://api.openai.com/v1</c>.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The provider's OpenTelemetry name, which its prices go by: <c>openai</c> unless <see cref="BaseUrl"/> leads elsewhere
    /// (<c>groq</c>, <c>mistral_ai</c>, <c>deepseek</c> …).</summary>
    public string ProviderName { get; init; } = "openai";

    /// <summary>The model for requests that name none.</summary>
    public string DefaultModel { get; init; } = "gpt-5-mini";

    /// <summary>The longest time without data: until the whole response, or from one item of a stream to the next. The default is
    /// 10 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Everything but the key.</summary>
    /// <returns>A description of the options, without the key.</returns>
    public override string ToString()
        => $"{nameof(OpenAIOptions)} {{ ProviderName = {ProviderName}, BaseUrl = {Http.ShownAddress.Of(BaseUrl)},"
            + $" DefaultModel = {DefaultModel} }}";
}
