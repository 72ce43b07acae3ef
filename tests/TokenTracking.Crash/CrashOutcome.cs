namespace TokenTracking.Crash;

/// <summary>What was left after all the kills.</summary>
/// <param name="Kills">Processes killed.</param>
/// <param name="Acknowledged">Ids that were printed: their <c>Record</c> had returned.</param>
/// <param name="Stored">Rows in the store.</param>
/// <param name="Recovered">Records that came from journals of dead processes.</param>
/// <param name="Missing">Acknowledged ids that are not in the store. Must be 0.</param>
/// <param name="Unexplained">Rows beyond the acknowledged ones and the one per thread and kill that may have been under way. Must be
/// 0.</param>
/// <param name="Damaged">Journals with unreadable parts. Must be 0: a kill cuts the last append short at most.</param>
internal sealed record CrashOutcome(int Kills, int Acknowledged, int Stored, long Recovered, int Missing, int Unexplained, int Damaged)
{
    public bool IsSound => this is { Missing: 0, Unexplained: 0, Damaged: 0 };
}
