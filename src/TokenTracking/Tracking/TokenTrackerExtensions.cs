using TokenTracking.Calls;
using TokenTracking.Generated;

namespace TokenTracking;

/// <summary>Records calls by hand, with any tracker.</summary>
public static class TokenTrackerExtensions
{
    /// <summary>Records a call that has ended. What is null comes from the current <see cref="TrackingScope"/>.</summary>
    /// <param name="tracker">The tracker.</param>
    /// <param name="project">The project that pays.</param>
    /// <param name="usage">What the call used.</param>
    /// <param name="model">The model that answered.</param>
    /// <param name="metadata">Further context; never a prompt or a key, it is stored.</param>
    /// <returns>The project's figures with this call in them; figures without any call if the tracker keeps no live figures
    /// (<see cref="ILiveFigures"/>).</returns>
    /// <exception cref="ArgumentException"><paramref name="project"/> or <paramref name="model"/> is empty.</exception>
    public static ProjectStats Track(
        this ITokenTracker tracker, string project, TokenUsage usage, string model, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        ArgumentException.ThrowIfNullOrEmpty(project);
        ArgumentException.ThrowIfNullOrEmpty(model);
        var facts = new ResponseFacts { Usage = usage, Model = model, Completeness = ResponseFacts.CompletenessOf(in usage) };
        return tracker.Track(project, in facts, metadata);
    }

    /// <summary>Records a call that has ended, with all that its response said. What is null comes from the current
    /// <see cref="TrackingScope"/>.</summary>
    /// <param name="tracker">The tracker.</param>
    /// <param name="project">The project that pays.</param>
    /// <param name="facts">What the response said.</param>
    /// <param name="metadata">Further context; never a prompt or a key, it is stored.</param>
    /// <returns>The project's figures with this call in them; figures without any call if the tracker keeps no live figures
    /// (<see cref="ILiveFigures"/>).</returns>
    /// <exception cref="ArgumentException"><paramref name="project"/> is empty.</exception>
    public static ProjectStats Track(
        this ITokenTracker tracker, string project, in ResponseFacts facts, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        ArgumentException.ThrowIfNullOrEmpty(project);
        if (tracker.IsEnabled)
        {
            var call = new CallContext(tracker.TimeProvider, operation: null);
            var now = tracker.TimeProvider.GetUtcNow();
            var record = UsageRecordFactory.Create(in call, in facts, CallEnding.Success, now, TimeSpan.Zero, timeToFirst: null) with
            {
                Project = project,
                Metadata = metadata ?? call.Metadata,
            };
            tracker.Record(in record);
            CallFlow.Ask();
            var recorded = new RecordedCall(nameof(Track), record.ResponseId, record.Model) { IsByHand = true };
            if (CallFlow.Current is { } frame)
                frame.AddRecorded(in recorded);
            else
                FramelessCalls.Add(in call, in recorded, record.Usage, tracker);
        }

        return tracker is ILiveFigures live ? live.GetProjectStats(project) : ProjectStats.None(project);
    }

    /// <summary>Makes a call that no interface covers, and records it: its usage, duration and outcome.</summary>
    /// <typeparam name="TResult">What the call returns.</typeparam>
    /// <param name="tracker">The tracker.</param>
    /// <param name="operation">What the call is for, in snake_case.</param>
    /// <param name="call">The call.</param>
    /// <param name="usage">Reads the usage from the result; <see cref="TokenUsage.Unknown"/> is recorded as missing.</param>
    /// <param name="model">Reads the answering model from the result; null if it does not state one.</param>
    /// <returns>The call's own result.</returns>
    public static async Task<TResult> TrackAsync<TResult>(
        this ITokenTracker tracker, string operation, Func<Task<TResult>> call, Func<TResult, TokenUsage> usage,
        Func<TResult, string?>? model = null)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(usage);
        if (!tracker.IsEnabled)
            return await call().ConfigureAwait(false);

        CallFlow.Ask();
        var tracked = TrackedCall.Start(tracker, operation);
        tracked.EnterByHand();
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
