namespace TokenTracking.Storage;

/// <summary>A cost that replaces another.</summary>
/// <param name="Id">The call.</param>
/// <param name="Before">The cost that is replaced.</param>
/// <param name="After">The cost from now on.</param>
/// <param name="CorrectedAt">When it was corrected, in UTC.</param>
public sealed record CostCorrection(Guid Id, CallCost Before, CallCost After, DateTimeOffset CorrectedAt);
