using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TokenTracking.Tracking;

namespace TokenTracking.DependencyInjection;

/// <summary>Starts and stops the tracker with its host. A store that is unavailable never keeps the host from starting or
/// stopping.</summary>
internal sealed partial class TokenTrackingService(TokenTracker tracker, ILogger<TokenTracker>? logger = null) : IHostedService
{
    private readonly ILogger _logger = logger is null ? NullLogger.Instance : new SafeLogger(logger);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (tracker.IsEnabled)
            LogStarted(tracker.Store);
        try
        {
            await tracker.LoadAsync(cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Law 1: what a store throws is logged, and calls are counted from here.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogLoadFailed(UsageStoreException.Unexpected(exception), exception.Message);
        }

        tracker.StartMonitoring();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        tracker.StopMonitoring();
        try
        {
            await tracker.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As above: what the store does not take now waits in the journal for the next start.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFlushFailed(UsageStoreException.Unexpected(exception), exception.Message);
        }
    }

    // The store as an object: what its ToString throws is the logger's, which is safe.
    [LoggerMessage(HostLogEvents.Started, LogLevel.Information, "The usage of LLM calls is recorded in {Store}")]
    private partial void LogStarted(IUsageStore store);

    [LoggerMessage(HostLogEvents.LoadFailed, LogLevel.Error,
        "The records of earlier processes could not be loaded. Totals begin at zero; calls are still recorded. {Reason}")]
    private partial void LogLoadFailed(Exception? exception, string reason);

    [LoggerMessage(HostLogEvents.FlushFailed, LogLevel.Error,
        "The last records could not be moved to the store: they stay in the journal until the next start. {Reason}")]
    private partial void LogFlushFailed(Exception? exception, string reason);
}
