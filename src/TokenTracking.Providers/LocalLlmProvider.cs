using TokenTracking.Providers.Http;

namespace TokenTracking.Providers;

/// <summary>A model that runs locally: with Ollama, or with any server that supports OpenAI's chat completions. Its tokens cost nothing and
/// are still counted.</summary>
public sealed class LocalLlmProvider : ILlmProvider
{
    private readonly ProviderConnection _connection;
    private readonly OpenAIChatClient? _chat;
    private readonly OllamaClient? _ollama;

    /// <summary>Creates the provider. Nothing is sent before the first call.</summary>
    /// <param name="options">How to reach the server; null for the environment's settings.</param>
    /// <param name="httpClient">The client to use, which stays the caller's; null for one that the process shares. A client that follows
    /// redirects can send the key to another host: set <c>AllowAutoRedirect</c> of its handler to false.</param>
    /// <param name="timeProvider">The clock of timeouts; null for the system's.</param>
    /// <exception cref="LlmProviderException">The address in the environment is none.</exception>
    public LocalLlmProvider(LocalLlmOptions? options = null, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
        : this(options, httpClient, timeProvider, ProviderEnvironment.OfProcess)
    {
    }

    internal LocalLlmProvider(LocalLlmOptions? options, HttpClient? httpClient, TimeProvider? timeProvider, ProviderEnvironment environment)
    {
        options ??= new LocalLlmOptions();
        var identity = new ProviderIdentity
        {
            Name = options.ProviderName,
            BaseUrl = ProviderEnvironment.WithSlash(options.BaseUrl ?? environment.OllamaUrl),
            Key = options.ApiKey,
            KeySource = $"{nameof(LocalLlmOptions)}.{nameof(LocalLlmOptions.ApiKey)}",
            UrlSource = $"{ProviderEnvironment.OllamaHostName} or {nameof(LocalLlmOptions)}.{nameof(LocalLlmOptions.BaseUrl)}",
        };
        DefaultModel = options.DefaultModel;
        _connection = new ProviderConnection(
            identity, httpClient, options.Timeout, timeProvider ?? TimeProvider.System, OpenAIChatClient.SetHeaders);
        if (options.Api == LocalLlmApi.OpenAICompatible)
            _chat = new OpenAIChatClient(_connection, "v1/chat/completions", options.DefaultModel, newLimitName: false);
        else
            _ollama = new OllamaClient(_connection, options.Api, options.DefaultModel);
    }

    /// <inheritdoc/>
    public string Name => _connection.Identity.Name;

    /// <inheritdoc/>
    public string DefaultModel { get; }

    /// <inheritdoc/>
    public Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _chat?.CompleteAsync(request, cancellationToken) ?? _ollama!.CompleteAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LlmStreamUpdate> StreamAsync(LlmRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _chat?.StreamAsync(request, cancellationToken) ?? _ollama!.StreamAsync(request, cancellationToken);
    }
}
