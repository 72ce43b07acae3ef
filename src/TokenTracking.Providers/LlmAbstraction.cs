using System.Runtime.CompilerServices;
using TokenTracking.Generated;
using TokenTracking.Providers.Http;

namespace TokenTracking.Providers;

/// <summary>
/// Several providers behind one: where the first fails, the next is asked, in the order given. A request that is itself at fault (400, 413,
/// 422) goes no further, since every provider would refuse it; a provider that is not set up for it (401, 403, 404) is passed over like one
/// that is down. A stream falls back only before its first piece was returned.
/// </summary>
/// <remarks>Tracking happens at each provider below, so that every attempt leaves a separate record, priced at its own model. Made with
/// <c>new</c> it is not tracked: <see cref="LlmFactory.Create(bool, ITokenTracker?, LlmAbstractionOptions?)"/> makes it tracked, and
/// analyzer
/// rule TT1001 says so.</remarks>
public sealed class LlmAbstraction : ILlmProvider, ITrackingTarget
{
    private readonly LlmAbstractionOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly Lock _lock = new();
    private ILlmProvider[] _providers;
    private bool _tracked;

    /// <summary>The providers that the environment is set up for: Anthropic where <c>ANTHROPIC_API_KEY</c> is set, OpenAI where
    /// <c>OPENAI_API_KEY</c> is, and at last a local Ollama (at <c>OLLAMA_HOST</c>, if that is set).</summary>
    /// <exception cref="LlmProviderException">An address in the environment is none.</exception>
    public LlmAbstraction()
        : this(OfEnvironment(ProviderEnvironment.OfProcess))
    {
    }

    /// <summary>The given providers.</summary>
    /// <param name="providers">The providers, the first choice first; at least one.</param>
    /// <param name="options">The options for fallback and retries; null for the defaults.</param>
    /// <param name="timeProvider">The clock of the waits between retries; null for the system's.</param>
    /// <exception cref="ArgumentException"><paramref name="providers"/> is empty.</exception>
    public LlmAbstraction(IEnumerable<ILlmProvider> providers, LlmAbstractionOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(providers);
        _providers = [.. providers];
        if (_providers.Length == 0)
            throw new ArgumentException("At least one provider is required.", nameof(providers));
        _options = options ?? new LlmAbstractionOptions();
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>The name of the only provider, or <c>fallback</c>: each answer says who gave it.</summary>
    public string Name => _providers is [var only] ? only.Name : "fallback";

    /// <summary>The default model of the first provider.</summary>
    public string? DefaultModel => _providers[0].DefaultModel;

    /// <summary>The names of the providers, in the order in which they are asked.</summary>
    public IReadOnlyList<string> ProviderNames => [.. _providers.Select(static provider => provider.Name)];

    /// <inheritdoc/>
    public bool TracksUsage => Volatile.Read(ref _tracked)
        || _providers.All(static provider => provider is IUsageTracked { TracksUsage: true });

    /// <inheritdoc/>
    public void UseTracker(ITokenTracker tracker)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        lock (_lock)
        {
            if (TracksUsage)
                return;
            Volatile.Write(ref _providers, [.. _providers.Select(provider => provider.WithTokenTracking(tracker))]);
            Volatile.Write(ref _tracked, true);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="LlmProviderException">Every provider failed; the message names each attempt.</exception>
    public Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return NewAttempts().RunAsync(
            request, static (provider, asked, token) => provider.CompleteAsync(asked, token), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="LlmProviderException">Every provider failed before its first piece, with a message that names each attempt; or one
    /// failed after it.</exception>
    public async IAsyncEnumerable<LlmStreamUpdate> StreamAsync(
        LlmRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var stream = await NewAttempts().RunAsync(request, BeginAsync, cancellationToken).ConfigureAwait(false);
        if (stream is null)
            yield break;
        await using (stream.ConfigureAwait(false))
        {
            do
                yield return stream.Current;
            while (await stream.MoveNextAsync().ConfigureAwait(false));
        }
    }

    [AiCompositionRoot]
    internal static IReadOnlyList<ILlmProvider> OfEnvironment(ProviderEnvironment environment)
    {
        var providers = new List<ILlmProvider>();
        if (environment.AnthropicKey is not null)
            providers.Add(new AnthropicProvider(null, null, null, environment));
        if (environment.OpenAIKey is not null)
            providers.Add(new OpenAIProvider(null, null, null, environment));
        providers.Add(new LocalLlmProvider(null, null, null, environment));
        return providers;
    }

    private static async Task<IAsyncEnumerator<LlmStreamUpdate>?> BeginAsync(
        ILlmProvider provider, LlmRequest request, CancellationToken cancellationToken)
    {
        var stream = provider.StreamAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var begun = false;
        try
        {
            begun = await stream.MoveNextAsync().ConfigureAwait(false);
        }
        finally
        {
            if (!begun)
                await stream.DisposeAsync().ConfigureAwait(false);
        }

        return begun ? stream : null;
    }

    private FallbackAttempts NewAttempts() => new(Volatile.Read(ref _providers), _options, _timeProvider);
}
