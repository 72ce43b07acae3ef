namespace TokenTracking.Providers.Http;

/// <summary>The settings of providers that come from environment variables.</summary>
internal sealed class ProviderEnvironment(Func<string, string?> read)
{
    public const string AnthropicKeyName = "ANTHROPIC_API_KEY";
    public const string AnthropicUrlName = "ANTHROPIC_BASE_URL";
    public const string OpenAIKeyName = "OPENAI_API_KEY";
    public const string OpenAIUrlName = "OPENAI_BASE_URL";
    public const string OllamaHostName = "OLLAMA_HOST";
    private const int OllamaPort = 11434;

    public static ProviderEnvironment OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    public string? AnthropicKey => Value(AnthropicKeyName);

    public string? OpenAIKey => Value(OpenAIKeyName);

    public Uri AnthropicUrl => Url(AnthropicUrlName) ?? new Uri("https://api.anthropic.com/");

    public Uri OpenAIUrl => Url(OpenAIUrlName) ?? new Uri("https://api.openai.com/v1/");

    /// <summary>Ollama's own variable: a host, a host with a port, or a URL; <c>0.0.0.0</c>, the address to listen on, means this
    /// machine.</summary>
    public Uri OllamaUrl
    {
        get
        {
            var host = Value(OllamaHostName) ?? "127.0.0.1";
            var hasScheme = host.Contains("://", StringComparison.Ordinal);
            if (!hasScheme && host.StartsWith(':'))
                host = "127.0.0.1" + host;
            var url = Parse(OllamaHostName, hasScheme ? host : "http://" + host);
            var builder = new UriBuilder(url);
            if (!hasScheme && url.IsDefaultPort)
                builder.Port = OllamaPort;
            if (builder.Host == "0.0.0.0")
                builder.Host = "127.0.0.1";
            return WithSlash(builder.Uri);
        }
    }

    public static Uri WithSlash(Uri url) => url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");

    private string? Value(string name) => read(name)?.Trim() is { Length: > 0 } value ? value : null;

    private Uri? Url(string name) => Value(name) is { } value ? WithSlash(Parse(name, value)) : null;

    private static Uri Parse(string name, string value)
        => Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw new LlmProviderException($"{name} is not an http or https address. Correct or unset it.")
            {
                Failure = LlmFailure.Configuration,
            };
}
