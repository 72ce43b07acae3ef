namespace TokenTracking.Providers;

/// <summary>The attempts of one call: each provider in turn, and the same one again where that is asked for.</summary>
internal sealed class FallbackAttempts(IReadOnlyList<ILlmProvider> providers, LlmAbstractionOptions options, TimeProvider timeProvider)
{
    private readonly List<(string Provider, Exception Exception)> _failed = [];

    public async Task<T> RunAsync<T>(
        LlmRequest request, Func<ILlmProvider, LlmRequest, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var i = 0; i < providers.Count; i++)
        {
            var named = i == 0 || options.KeepModelOnFallback ? request.Model : null;
            var asked = request with { Model = named ?? providers[i].DefaultModel };
            for (var retry = 0; ; retry++)
            {
                try
                {
                    return await attempt(providers[i], asked, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (IsProviderFailure(exception))
                {
                    _failed.Add((providers[i].Name, exception));
                    if (exception is LlmProviderException { Failure: LlmFailure.Request })
                        throw Outcome();
                    if (retry >= options.RetriesPerProvider || DelayBeforeRetry(exception, retry) is not { } delay)
                        break;
                    await Task.Delay(delay, timeProvider, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        throw Outcome();
    }

    // A provider of the user's own may let its transport's exceptions through.
    private static bool IsProviderFailure(Exception exception)
        => exception is LlmProviderException or HttpRequestException or TimeoutException;

    private TimeSpan? DelayBeforeRetry(Exception exception, int retry)
    {
        var failure = (exception as LlmProviderException)?.Failure ?? LlmFailure.Transport;
        if (failure is not (LlmFailure.RateLimited or LlmFailure.Server or LlmFailure.Transport))
            return null;
        var delay = (exception as LlmProviderException)?.RetryAfter ?? options.RetryDelay * Math.Pow(2, retry);
        return delay <= options.LongestRetryDelay ? delay : null;
    }

    // A single attempt needs no list; several attempts are listed.
    private LlmProviderException Outcome()
    {
        if (_failed is [{ Exception: LlmProviderException only }])
            return only;
        var last = _failed[^1].Exception as LlmProviderException;
        return new LlmProviderException(
            $"All {_failed.Count} attempts failed: "
                + string.Join(" | ", _failed.Select(static (one, index) => $"{index + 1}. {one.Provider}: {one.Exception.Message}")),
            new AggregateException(_failed.Select(static one => one.Exception)))
        {
            Provider = last?.Provider,
            Status = last?.Status,
            ErrorCode = last?.ErrorCode,
            RetryAfter = last?.RetryAfter,
            Failure = last?.Failure ?? LlmFailure.Transport,
        };
    }
}
