namespace TokenTracking.Cli.Audit;

/// <summary>How much a component matters, by what its code shows.</summary>
internal static class Priority
{
    /// <summary>The words, from the least.</summary>
    private static readonly string[] Words = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];

    private const int Low = 0;
    private const int Medium = 1;
    private const int High = 2;
    private const int Critical = 3;

    /// <summary>The order in which rows are listed: what matters most is first, what loses nothing is last.</summary>
    /// <param name="priority">The priority; null if nothing is lost.</param>
    /// <returns>A number, smaller for what is listed before.</returns>
    public static int OrderOf(string? priority) => priority is null ? Words.Length : Words.Length - 1 - Array.IndexOf(Words, priority);

    /// <summary>The priority of a type that calls an LLM itself.</summary>
    /// <param name="calls">Its calls.</param>
    /// <param name="isUsed">True if other types use it.</param>
    /// <param name="isTest">True for a test project.</param>
    /// <returns>The word; null if all of its calls are recorded or declined.</returns>
    public static string? OfCalls(IReadOnlyCollection<AuditedCall> calls, bool isUsed, bool isTest)
    {
        var untracked = calls.Where(static call => call.State == CallState.Untracked).ToList();
        if (untracked.Count == 0)
            return calls.Any(static call => call.State == CallState.Assumed) ? Words[isTest ? Low : Medium] : null;
        if (isTest)
            return Words[Low];
        // A provider that loses its usage loses that of every call behind it.
        if (untracked.Exists(static call => call.Way != "provider"))
        {
            return Words[isUsed || untracked.Exists(static call => call.Usage == "discarded" || call.IsWithoutUsage || call.IsInLoop)
                ? Critical
                : High];
        }

        return Words[untracked.Exists(static call => call.IsInLoop) ? Critical : High];
    }

    /// <summary>The priority of a type that uses one which calls an LLM.</summary>
    /// <param name="createsIt">True if it creates the provider itself.</param>
    /// <param name="isInLoop">True if a loop repeats the call.</param>
    /// <returns>The word.</returns>
    public static string OfUse(bool createsIt, bool isInLoop) => Words[Medium + (createsIt ? 1 : 0) + (isInLoop ? 1 : 0)];
}
