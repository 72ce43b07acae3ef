namespace TokenTracking.Providers;

/// <summary>How to reach Anthropic's Messages API.</summary>
public sealed record AnthropicOptions
{
    /// <summary>The key; null for the environment variable <c>ANTHROPIC_API_KEY</c>.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The address that <c>v1/messages</c> is appended to; null for <c>ANTHROPIC_BASE_URL</c> or <c>https://api.anthropic.com
    /// </c>. </summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The model for requests that name none.</summary>
    public string DefaultModel { get; init; } = "claude-haiku-4-5";

    /// <summary>The output limit for requests that name none, in tokens, above 0. The API demands one.</summary>
    public int DefaultMaxOutputTokens { get; init; } = 4096;

    /// <summary>True asks for a cache entry of 1 hour where <see cref="LlmRequest.CacheSystem"/> is set; false for the API's 5 minutes.
    /// Writing
    /// it costs 2 × instead of 1.25 × the input price.</summary>
    public bool CacheForOneHour { get; init; }

    /// <summary>The longest time without data: until the whole response, or from one item of a stream to the next. The default is
    /// 10 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Everything but the key.</summary>
    /// <returns>A description of the options, without the key.</returns>
    public override string ToString()
        => $"{nameof(AnthropicOptions)} {{ BaseUrl = {Http.ShownAddress.Of(BaseUrl)}, DefaultModel = {DefaultModel} }}";
}
