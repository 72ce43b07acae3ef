namespace TokenTracking;

/// <summary>A store that lives and dies with the process: for tests, and for programs that only want live figures.</summary>
public sealed class InMemoryUsageStore : IUsageStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UsageRecord> _records = [];

    /// <inheritdoc/>
    public string? JournalDirectory => null;

    /// <summary>Every record, by time.</summary>
    public IReadOnlyList<UsageRecord> Records
    {
        get
        {
            lock (_lock)
                return [.. _records.Values.OrderBy(static record => record.Time).ThenBy(static record => record.Id)];
        }
    }

    /// <inheritdoc/>
    public Task WriteAsync(ReadOnlyMemory<UsageRecord> records, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach (ref readonly var record in records.Span)
                _records.TryAdd(record.Id, record);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<UsageReport> QueryAsync(UsageQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        var builder = new UsageReportBuilder(query);
        lock (_lock)
        {
            foreach (var record in _records.Values)
            {
                if (query.Matches(in record))
                    builder.Add(in record);
            }
        }

        return Task.FromResult(builder.Build());
    }
}
