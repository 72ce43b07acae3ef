namespace TokenTracking.Calls;

/// <summary>A copy of all that is known of a call that has ended.</summary>
internal sealed class FinishedFacts(in CallContext context, in ResponseFacts facts, in CallEnding ending)
{
    public readonly CallContext Context = context;
    public readonly ResponseFacts Facts = facts;
    public readonly CallEnding Ending = ending;

    public UsageCompleteness Completeness { get; init; }

    public long? OutputCharacters { get; init; }

    public TimeSpan? TimeToFirst { get; init; }

    /// <summary>When the call ended, by the clock's timestamps.</summary>
    public long End { get; init; }
}
