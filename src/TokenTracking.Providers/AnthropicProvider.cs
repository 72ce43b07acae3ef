using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using TokenTracking.Providers.Http;

namespace TokenTracking.Providers;

/// <summary>Anthropic's Messages API (<c>POST /v1/messages</c>, https://docs.anthropic.com/en/api/messages).</summary>
public sealed class AnthropicProvider : ILlmProvider
{
    private const string Path = "v1/messages";

    private readonly AnthropicOptions _options;
    private readonly ProviderConnection _connection;

    /// <summary>Creates the provider. Nothing is sent, and no key is asked for, before the first call.</summary>
    /// <param name="options">How to reach the API; null for the environment's settings.</param>
    /// <param name="httpClient">The client to use, which stays the caller's; null for one that the process shares. A client that follows
    /// redirects can send the key to another host: set <c>AllowAutoRedirect</c> of its handler to false.</param>
    /// <param name="timeProvider">The clock of timeouts; null for the system's.</param>
    /// <exception cref="LlmProviderException">The address in the environment is none.</exception>
    public AnthropicProvider(AnthropicOptions? options = null, HttpClient? httpClient = null, TimeProvider? timeProvider = null)
        : this(options, httpClient, timeProvider, ProviderEnvironment.OfProcess)
    {
    }

    internal AnthropicProvider(AnthropicOptions? options, HttpClient? httpClient, TimeProvider? timeProvider,
        ProviderEnvironment environment)
    {
        _options = options ?? new AnthropicOptions();
        var identity = new ProviderIdentity
        {
            Name = "anthropic",
            BaseUrl = ProviderEnvironment.WithSlash(_options.BaseUrl ?? environment.AnthropicUrl),
            Key = _options.ApiKey ?? environment.AnthropicKey,
            NeedsKey = true,
            KeySource = $"{ProviderEnvironment.AnthropicKeyName} or {nameof(AnthropicOptions)}.{nameof(AnthropicOptions.ApiKey)}",
            UrlSource = $"{ProviderEnvironment.AnthropicUrlName} or {nameof(AnthropicOptions)}.{nameof(AnthropicOptions.BaseUrl)}",
        };
        _connection = new ProviderConnection(identity, httpClient, _options.Timeout, timeProvider ?? TimeProvider.System, SetHeaders);
    }

    /// <inheritdoc/>
    public string Name => _connection.Identity.Name;

    /// <inheritdoc/>
    public string DefaultModel => _options.DefaultModel;

    /// <inheritdoc/>
    public async Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (message, usage) = await _connection.PostAsync(
            Path, BodyOf(request, stream: false), AnthropicJson.Default.AnthropicRequest, AnthropicJson.Default.AnthropicMessage,
            cancellationToken).ConfigureAwait(false);
        if (message.Error is { } error)
            throw _connection.Failures.InAnswer(error, usage);
        if (message.Content is null)
            throw _connection.Failures.NotTheFormat("it has no \"content\".", usage: usage);
        var texts = message.Content.Where(static block => block?.Type == "text").Select(static block => block!.Text);
        return LlmResults.Of(string.Concat(texts), usage);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LlmStreamUpdate> StreamAsync(
        LlmRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var usage = new StreamedUsage(_connection.SourceOf(Path));
        var answer = new AnthropicStream(usage, _connection.Failures);
        var events = _connection.StreamAsync(
            Path, BodyOf(request, stream: true), AnthropicJson.Default.AnthropicRequest, usage,
            static (stream, usage, token) => ProviderFraming.ReadEvents(stream, AnthropicJson.Default.AnthropicEvent, usage, token),
            cancellationToken);
        await foreach (var item in events.ConfigureAwait(false))
        {
            if (item is not null && answer.Take(item) is { } update)
                yield return update;
            if (answer.IsEnded)
                yield break;
        }

        answer.ThrowIfCut();
    }

    private static void SetHeaders(HttpRequestHeaders headers, string? key)
    {
        headers.TryAddWithoutValidation("x-api-key", key);
        headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
    }

    private AnthropicRequest BodyOf(LlmRequest request, bool stream)
    {
        var cache = request.CacheSystem ? new AnthropicCacheControl("ephemeral", _options.CacheForOneHour ? "1h" : null) : null;
        return new AnthropicRequest(
            request.Model ?? _options.DefaultModel,
            request.MaxOutputTokens ?? _options.DefaultMaxOutputTokens,
            [new AnthropicInput("user", request.Prompt)],
            request.System is { } system ? [new AnthropicSystem("text", system, cache)] : null,
            request.Temperature,
            stream);
    }
}
