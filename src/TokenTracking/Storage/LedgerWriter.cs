using Microsoft.Extensions.Logging;

namespace TokenTracking.Storage;

/// <summary>The way of a record from <see cref="ITokenTracker.Record"/> into the store.</summary>
internal sealed class LedgerWriter(IUsageStore store, TokenTrackingOptions options, TimeProvider timeProvider, ILogger logger) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private List<UsageRecord> _pending = [];

    public long RecordsNotDurable { get; }

    public void Append(in UsageRecord record)
    {
        _ = (options, timeProvider, logger);
        lock (_lock)
            _pending.Add(record);
    }

    public Task RecoverAsync(CancellationToken cancellationToken) => store.JournalDirectory is null ? Task.CompletedTask : FlushAsync(cancellationToken);

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        UsageRecord[] group;
        lock (_lock)
        {
            group = [.. _pending];
            _pending = [];
        }

        await store.WriteAsync(group, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await FlushAsync(CancellationToken.None).ConfigureAwait(false);
}
