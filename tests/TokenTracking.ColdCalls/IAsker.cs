namespace TokenTracking.ColdCalls;

/// <summary>A tracked client.</summary>
[TrackAiUsage]
internal interface IAsker
{
    Task<LlmResult> AskAsync(string question, [UsageTag("project")] string project, CancellationToken cancellationToken = default);

    LlmResult Ask(string question, [UsageTag("project")] string project);

    IAsyncEnumerable<LlmStreamUpdate> StreamAsync(
        string question, [UsageTag("project")] string project, CancellationToken cancellationToken = default);
}

/// <summary>A client that hands out others.</summary>
[TrackAiUsage]
internal interface IAskers
{
    IAsker Create();
}
