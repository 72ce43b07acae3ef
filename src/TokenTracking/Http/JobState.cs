namespace TokenTracking.Http;

/// <summary>The states of jobs, as providers name them.</summary>
internal static class JobState
{
    private static readonly HashSet<string> Unfinished = new(StringComparer.OrdinalIgnoreCase)
    {
        "queued", "in_progress", "in_queue", "in-progress", "requires_action", "cancelling", "pending", "processing", "starting", "started",
        "created", "running", "accepted", "submitted", "validating", "waiting",
    };

    /// <summary>True if a job in this state has not ended; otherwise, false.</summary>
    public static bool IsUnfinished(string state) => Unfinished.Contains(state);
}
