namespace TokenTracking.Calls;

/// <summary>Creates the record of a call. Decorators, the HTTP handler, calls recorded by hand and recorded responses all use it, so that
/// each fact and each rule about IDs and error types is the same for all.</summary>
public static class UsageRecordFactory
{
    /// <summary>Creates a record from a response alone, such as one that was recorded earlier.</summary>
    /// <param name="facts">What the response said.</param>
    /// <param name="time">When the call started.</param>
    /// <param name="requestModel">The model that was requested; null if unknown.</param>
    /// <param name="provider">The provider that was asked, unless the response names one; null if unknown.</param>
    /// <param name="outcome">How the call ended.</param>
    /// <param name="errorType">What failed; null if nothing did.</param>
    /// <returns>The record, without a cost.</returns>
    public static UsageRecord FromResponse(
        in ResponseFacts facts, DateTimeOffset time, string? requestModel = null, string? provider = null,
        CallOutcome outcome = CallOutcome.Succeeded, string? errorType = null)
    {
        var said = facts;
        said.Provider ??= provider;
        Normalize(ref said);
        return new UsageRecord
        {
            Id = CallId.New(time),
            Time = time,
            Facts = said,
            RequestModel = requestModel,
            Outcome = outcome,
            ErrorType = errorType,
        };
    }

    internal static UsageRecord Create(
        in CallContext call, in ResponseFacts facts, in CallEnding ending, DateTimeOffset time, TimeSpan duration, TimeSpan? timeToFirst)
    {
        var said = facts;
        said.Provider ??= call.Provider;
        said.ServiceTier ??= call.ServiceTier;
        Normalize(ref said);
        return new UsageRecord
        {
            Id = CallId.New(time),
            Time = time,
            Facts = said,
            RequestModel = call.RequestModel,
            Operation = call.Operation,
            Project = call.Project,
            Agent = call.Agent,
            Task = call.Task,
            Metadata = call.Metadata,
            Outcome = ending.Outcome,
            ErrorType = ending.ErrorType,
            Duration = duration,
            TimeToFirstToken = timeToFirst,
            MaxOutputTokens = call.MaxOutputTokens,
        };
    }

    private static void Normalize(ref ResponseFacts said)
    {
        // A stream's first figures are not complete and come with their raw numbers; its last ones may be.
        if (said.Completeness == UsageCompleteness.Complete)
            said.RawUsage = null;
        if (said.Parts is { Count: 0 })
            said.Parts = null;
        if (said.Units is { Count: 0 })
            said.Units = null;
    }
}
