namespace TokenTracking.Providers;

/// <summary>How an <see cref="LlmAbstraction"/> goes on after a failure.</summary>
public sealed record LlmAbstractionOptions
{
    /// <summary>How often the same provider is asked again after a rate limit, a server's failure or a lost connection, before the next one
    /// is. 0, the default, for never. Each try is a separate call and leaves its own record.</summary>
    public int RetriesPerProvider { get; init; }

    /// <summary>The wait before a first retry if the provider does not state one; doubled with each further retry. The default is
    /// 1 second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait. A provider that asks for more is not retried: the next one is tried. The default is
    /// 30 seconds.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// True asks every provider for the model that the request names: for several addresses that serve the same models. False, the default,
    /// asks only the first one for it and the others for their own default model, since one provider's model is unknown to another.
    /// </summary>
    public bool KeepModelOnFallback { get; init; }
}
