using TokenTracking.Generated;

namespace TokenTracking;

public sealed partial class TokenTracker
{
    /// <inheritdoc/>
    public ProjectStats Track(string project, TokenUsage usage, string model, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(project);
        ArgumentException.ThrowIfNullOrEmpty(model);
        var now = TimeProvider.GetUtcNow();
        var scope = TrackingScope.Current;
        var record = new UsageRecord
        {
            Id = Guid.CreateVersion7(now),
            Time = now,
            Project = project,
            Agent = scope?.Agent,
            Task = scope?.Task,
            Operation = scope?.Operation,
            ResponseModel = model,
            Metadata = metadata ?? scope?.Metadata,
            Usage = usage,
            Completeness = TrackedCall.CompletenessOf(in usage),
        };
        Record(in record);
        return GetProjectStats(project);
    }

    /// <inheritdoc/>
    public async Task<TResult> TrackAsync<TResult>(
        string operation, Func<Task<TResult>> call, Func<TResult, TokenUsage> usage, Func<TResult, string?>? model = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(usage);
        if (!IsEnabled)
            return await call().ConfigureAwait(false);

        var tracked = TrackedCall.Start(this, operation);
        TResult result;
        try
        {
            result = await call().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            tracked.Fail(exception);
            throw;
        }

        tracked.Succeed(result, usage, model);
        return result;
    }
}
