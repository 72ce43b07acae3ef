namespace TokenTracking.Providers;

/// <summary>An LLM behind HTTP: one request in, one answer out, whole or as a stream.</summary>
[TrackAiUsage]
public interface ILlmProvider
{
    /// <summary>The provider's OpenTelemetry name (<c>gen_ai.provider.name</c>): <c>anthropic</c>, <c>openai</c>, <c>ollama</c> …</summary>
    string Name => "custom";

    /// <summary>The model for requests that name none; null if that is not known here. <see cref="LlmAbstraction"/> puts it into the
    /// request,
    /// so that the record of an attempt that fails names a model too.</summary>
    string? DefaultModel => null;

    /// <summary>Asks for a whole answer.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer with its usage.</returns>
    /// <exception cref="LlmProviderException">The provider refused, failed or answered with something that is not its format.</exception>
    [AiOperation("complete")]
    Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default);

    /// <summary>Asks for an answer piece by piece. Each enumeration is a separate call; without one there is no call.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The pieces; the usage comes with the last of them.</returns>
    /// <exception cref="LlmProviderException">The provider refused, failed or answered with something that is not its format.</exception>
    [AiOperation("complete")]
    IAsyncEnumerable<LlmStreamUpdate> StreamAsync(LlmRequest request, CancellationToken cancellationToken = default)
        => LlmResults.FromWhole(this, request, cancellationToken);
}
