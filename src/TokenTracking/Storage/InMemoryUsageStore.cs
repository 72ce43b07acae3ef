using System.Runtime.CompilerServices;
using TokenTracking.Reporting;
using TokenTracking.Storage;

namespace TokenTracking;

/// <summary>A store that lives and dies with the process: for tests, and for programs that only want live figures.</summary>
public sealed class InMemoryUsageStore : IUsageStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UsageRecord> _records = [];
    private readonly List<CostCorrection> _corrections = [];

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

    /// <inheritdoc/>
    public async IAsyncEnumerable<UsageRecord> ReadAsync(UsageQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (var record in Records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (query.Matches(in record))
                yield return record;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>The corrections that were made, in order.</summary>
    public IReadOnlyList<CostCorrection> Corrections
    {
        get
        {
            lock (_lock)
                return [.. _corrections];
        }
    }

    /// <inheritdoc/>
    public Task<int> CorrectCostsAsync(IReadOnlyList<CostCorrection> corrections, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        cancellationToken.ThrowIfCancellationRequested();
        var corrected = 0;
        lock (_lock)
        {
            foreach (var correction in corrections)
            {
                if (!_records.TryGetValue(correction.Id, out var record)
                    || (record.Cost, record.CostBasis) != (correction.Before.Amount, correction.Before.Basis))
                {
                    continue;
                }

                var after = correction.After;
                _records[correction.Id] = record with { Cost = after.Amount, CostBasis = after.Basis, PriceTable = after.PriceTable };
                _corrections.Add(correction);
                corrected++;
            }
        }

        return Task.FromResult(corrected);
    }
}
