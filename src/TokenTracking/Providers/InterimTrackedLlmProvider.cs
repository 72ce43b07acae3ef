using System.Globalization;
using System.Runtime.CompilerServices;

namespace TokenTracking.Providers;

/// <summary>Records every call of a provider: one record per call, whole or as a stream.</summary>
internal sealed class InterimTrackedLlmProvider(ILlmProvider inner, ITokenTracker tracker) : ILlmProvider, IUsageTracked
{
    private const string Operation = "complete";

    public string Name => inner.Name;

    public bool TracksUsage => true;

    public async Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
    {
        var record = Begin(request, out var timestamp);
        LlmResult result;
        try
        {
            result = await inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            End(Failed(in record, exception), timestamp);
            throw;
        }

        End(record with
        {
            Provider = result.Provider ?? inner.Name,
            ResponseModel = result.Model,
            Usage = result.Usage,
            Completeness = result.Usage.IsUnknown ? UsageCompleteness.Missing : result.Completeness,
            RawUsage = result.RawUsage,
            ReportedCost = result.ReportedCost,
            ResponseId = result.ResponseId,
            ServiceTier = result.ServiceTier,
        }, timestamp);
        return result;
    }

    public async IAsyncEnumerable<LlmStreamUpdate> StreamAsync(
        LlmRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var record = Begin(request, out var timestamp) with { Completeness = UsageCompleteness.Missing, Outcome = CallOutcome.Abandoned };
        var stream = inner.StreamAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                try
                {
                    if (!await stream.MoveNextAsync().ConfigureAwait(false))
                        break;
                }
                catch (Exception exception)
                {
                    record = Failed(in record, exception);
                    throw;
                }

                record = With(in record, stream.Current, timestamp);
                yield return stream.Current;
            }

            record = record with { Outcome = CallOutcome.Succeeded };
        }
        finally
        {
            End(in record, timestamp);
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static UsageRecord Failed(in UsageRecord record, Exception exception) => record with
    {
        Completeness = record.Usage.IsUnknown ? UsageCompleteness.Missing : UsageCompleteness.Partial,
        Outcome = exception is OperationCanceledException ? CallOutcome.Cancelled : CallOutcome.Failed,
        ErrorType = (exception as LlmProviderException)?.Status?.ToString(CultureInfo.InvariantCulture) ?? exception.GetType().Name,
    };

    private UsageRecord With(in UsageRecord record, LlmStreamUpdate update, long timestamp)
    {
        var next = record with
        {
            TimeToFirstToken = record.TimeToFirstToken ?? tracker.TimeProvider.GetElapsedTime(timestamp),
            Provider = update.Provider ?? record.Provider,
            ResponseModel = update.Model ?? record.ResponseModel,
            ResponseId = update.ResponseId ?? record.ResponseId,
            ServiceTier = update.ServiceTier ?? record.ServiceTier,
            ReportedCost = update.ReportedCost ?? record.ReportedCost,
        };
        return update.Usage.IsUnknown
            ? next
            : next with { Usage = update.Usage, Completeness = update.Completeness, RawUsage = update.RawUsage };
    }

    private UsageRecord Begin(LlmRequest request, out long timestamp)
    {
        var time = tracker.TimeProvider.GetUtcNow();
        timestamp = tracker.TimeProvider.GetTimestamp();
        var scope = TrackingScope.Current;
        return new UsageRecord
        {
            Id = Guid.CreateVersion7(time),
            Time = time,
            Provider = inner.Name,
            RequestModel = request.Model,
            MaxOutputTokens = request.MaxOutputTokens,
            Operation = scope?.Operation ?? Operation,
            Project = scope?.Project,
            Agent = scope?.Agent,
            Task = scope?.Task,
            Metadata = scope?.Metadata,
        };
    }

    private void End(in UsageRecord record, long timestamp)
        => tracker.Record(record with { Duration = tracker.TimeProvider.GetElapsedTime(timestamp) });
}
