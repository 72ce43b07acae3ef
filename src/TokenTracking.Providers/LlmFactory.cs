namespace TokenTracking.Providers;

/// <summary>Makes providers that are tracked: the place to get them from, instead of <c>new</c>.</summary>
public static class LlmFactory
{
    /// <summary>The providers that the environment is set up for, with fallback from one to the next (see <see cref="LlmAbstraction()"/>).
    /// </summary>
    /// <param name="trackTokens">False leaves the calls unrecorded.</param>
    /// <param name="tracker">The tracker that takes the records; null for <see cref="TokenTracker.Default"/>, which keeps them in memory
    /// only:
    /// pass the program's own tracker to keep them.</param>
    /// <param name="options">The options for fallback and retries; null for the defaults.</param>
    /// <returns>An <see cref="LlmAbstraction"/>.</returns>
    /// <exception cref="LlmProviderException">An address in the environment is none.</exception>
    [AiCompositionRoot]
    public static ILlmProvider Create(bool trackTokens = true, ITokenTracker? tracker = null, LlmAbstractionOptions? options = null)
        => Create(LlmAbstraction.OfEnvironment(Http.ProviderEnvironment.OfProcess), trackTokens, tracker, options);

    /// <summary>The given providers, with fallback from one to the next.</summary>
    /// <param name="providers">The providers, the first choice first; at least one.</param>
    /// <param name="trackTokens">False leaves the calls unrecorded.</param>
    /// <param name="tracker">The tracker that takes the records; null for <see cref="TokenTracker.Default"/>, which keeps them in memory
    /// only:
    /// pass the program's own tracker to keep them.</param>
    /// <param name="options">The options for fallback and retries; null for the defaults.</param>
    /// <param name="timeProvider">The clock of the waits between retries; null for the tracker's.</param>
    /// <returns>An <see cref="LlmAbstraction"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="providers"/> is empty.</exception>
    [AiCompositionRoot]
    public static ILlmProvider Create(
        IEnumerable<ILlmProvider> providers, bool trackTokens = true, ITokenTracker? tracker = null, LlmAbstractionOptions? options = null,
        TimeProvider? timeProvider = null)
    {
        if (!trackTokens)
            return new LlmAbstraction(providers, options, timeProvider);
        tracker ??= TokenTracker.Default;
        var client = new LlmAbstraction(providers, options, timeProvider ?? tracker.TimeProvider);
        client.UseTracker(tracker);
        return client;
    }
}
