using System.Runtime.CompilerServices;
using TokenTracking.Reporting;
using TokenTracking.Storage;

namespace TokenTracking;

/// <summary>A store that lives and ends with the process: for tests, and for programs that only want live figures.</summary>
public sealed class InMemoryUsageStore : IUsageStore, IRecostableRecords, IRequestCounts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UsageRecord> _records = [];
    private readonly List<CostCorrection> _corrections = [];
    private readonly Dictionary<Guid, RequestRun> _runs = [];

    /// <summary>Where the records are.</summary>
    /// <returns>That they are in memory.</returns>
    public override string ToString() => "memory, until the process ends";

    /// <summary>Every record, by time.</summary>
    public IReadOnlyList<UsageRecord> Records
    {
        get
        {
            lock (_lock)
                return [.. _records.Values.OrderBy(static record => UsageRecordKey.Of(in record))];
        }
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
                if (query.Matches(in record, builder.Calendar))
                    builder.Add(in record);
            }
        }

        return Task.FromResult(builder.Build());
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<UsageRecord> ReadAsync(
        UsageQuery query, UsageRecordPage? page = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        page ??= new UsageRecordPage();
        var calendar = new LocalCalendar(query.TimeZone);
        var records = page.NewestFirst ? Records.Reverse() : Records;
        var matching = records.Where(record => Follows(in record, page) && query.Matches(in record, calendar));
        foreach (var record in page.Limit is { } limit ? matching.Take(limit) : matching)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }

        await Task.CompletedTask.ConfigureAwait(false);
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

    /// <inheritdoc/>
    public Task WriteRequestsAsync(RequestRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            _runs[run.Id] = run;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RequestRun>> ReadRequestsAsync(
        DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<RequestRun>>(
                [.. _runs.Values.Where(run => !(run.CountedAt < from) && !(run.StartedAt >= to)).OrderBy(static run => run.StartedAt)]);
        }
    }

    private static bool Follows(in UsageRecord record, UsageRecordPage page)
        => page.After is not { } last || (page.NewestFirst ? UsageRecordKey.Of(in record) < last : UsageRecordKey.Of(in record) > last);
}
