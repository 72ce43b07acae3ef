using Microsoft.Extensions.Logging;

namespace TokenTracking.Storage.Requests;

/// <summary>Stores the counts of requests. A store that does not take them costs no record: the next attempt stores all of them.</summary>
internal sealed partial class RequestWriter(IUsageWriter store, RequestCells cells, ILogger logger)
{
    private bool _isUnwritten;
    private bool _fails;

    /// <summary>True if counts have changed since they were taken, and the store keeps them.</summary>
    public bool HaveChanged => store is IRequestCounts && cells.HaveChanged;

    /// <summary>Stores the counts, if they have changed.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (store is not IRequestCounts counts || !(_isUnwritten || HaveChanged))
            return;
        _isUnwritten = true;
        var run = cells.Take();
        try
        {
            await counts.WriteRequestsAsync(run, cancellationToken).ConfigureAwait(false);
            (_isUnwritten, _fails) = (false, false);
        }
#pragma warning disable CA1031 // Whatever a store throws, records go on to be moved; the counts are absolute, so that nothing is lost.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (!_fails)
                LogNotStored(UsageStoreException.Unexpected(exception), exception.Message);
            _fails = true;
        }
    }

    /// <summary>Stores the last counts, with the run marked as ended.</summary>
    public Task EndAsync(CancellationToken cancellationToken)
    {
        cells.End();
        _isUnwritten |= cells.Read().Counts.Count > 0;
        return WriteAsync(cancellationToken);
    }

    [LoggerMessage(StorageLogEvents.RequestsNotStored, LogLevel.Warning,
        "The store is not accepting the counts of requests. They are stored with the next ones. {Reason}")]
    private partial void LogNotStored(Exception? exception, string reason);
}
