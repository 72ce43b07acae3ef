using TokenTracking.Providers.Http;

namespace TokenTracking.Providers;

/// <summary>OpenAI's chat completions (<c>POST /v1/chat/completions</c>, https://platform.openai.com/docs/api-reference/chat), and through
/// <see cref="OpenAIOptions.BaseUrl"/> those of compatible providers.</summary>
public sealed class OpenAIProvider : ILlmProvider
{
    private readonly ProviderConnection _connection;
    private readonly OpenAIChatClient _chat;

    /// <summary>Creates the provider. Nothing is sent, and no key is asked for, before the first call.</summary>
    /// <param name="options">How to reach the API; null for the environment's settings.</param>
    /// <param name="httpClient">The client to use, which stays the caller's; null for one that the process shares. A client that follows
    /// redirects can send the key to another host: set <c>AllowAutoRedirect</c> of its handler to false.</param>
    /// <param name="timeProvider">The clock of timeouts; null for the system's.</param>
    /// <exception cref="LlmProviderException">The address in the environment is none.</exception>
    public OpenAIProvider(OpenAIOptions? options = null, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
        : this(options, httpClient, timeProvider, ProviderEnvironment.OfProcess)
    {
    }

    internal OpenAIProvider(OpenAIOptions? options, HttpClient? httpClient, TimeProvider? timeProvider, ProviderEnvironment environment)
    {
        options ??= new OpenAIOptions();
        var identity = new ProviderIdentity
        {
            Name = options.ProviderName,
            BaseUrl = ProviderEnvironment.WithSlash(options.BaseUrl ?? environment.OpenAIUrl),
            Key = options.ApiKey ?? environment.OpenAIKey,
            NeedsKey = true,
            KeySource = $"{ProviderEnvironment.OpenAIKeyName} or {nameof(OpenAIOptions)}.{nameof(OpenAIOptions.ApiKey)}",
            UrlSource = $"{ProviderEnvironment.OpenAIUrlName} or {nameof(OpenAIOptions)}.{nameof(OpenAIOptions.BaseUrl)}",
        };
        DefaultModel = options.DefaultModel;
        _connection = new ProviderConnection(
            identity, httpClient, options.Timeout, timeProvider ?? TimeProvider.System, OpenAIChatClient.SetHeaders);
        _chat = new OpenAIChatClient(_connection, "chat/completions", options.DefaultModel, newLimitName: true);
    }

    /// <inheritdoc/>
    public string Name => _connection.Identity.Name;

    /// <inheritdoc/>
    public string DefaultModel { get; }

    /// <inheritdoc/>
    public Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _chat.CompleteAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LlmStreamUpdate> StreamAsync(LlmRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _chat.StreamAsync(request, cancellationToken);
    }
}
