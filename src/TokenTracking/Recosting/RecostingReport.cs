namespace TokenTracking.Recosting;

/// <summary>What a recosting changed, or would change.</summary>
/// <param name="PriceTable">The prices.</param>
/// <param name="IsDryRun">True if nothing was changed; otherwise, false.</param>
/// <param name="Examined">How many records were looked at.</param>
/// <param name="Corrected">How many costs were changed; 0 in a dry run.</param>
/// <param name="StillUnpriced">How many records have no price still.</param>
/// <param name="Changes">The changes by model.</param>
public sealed record RecostingReport(
    string PriceTable, bool IsDryRun, long Examined, long Corrected, long StillUnpriced, IReadOnlyList<RecostingChange> Changes);

/// <summary>The corrected calls of one model.</summary>
/// <param name="Provider">Who answered.</param>
/// <param name="Model">The model.</param>
/// <param name="Calls">How many calls.</param>
/// <param name="UnpricedBefore">How many of them had no cost before.</param>
/// <param name="Before">Their cost before in USD; null if none had one.</param>
/// <param name="After">Their cost after in USD.</param>
public sealed record RecostingChange(string? Provider, string? Model, long Calls, long UnpricedBefore, decimal? Before, decimal After);
