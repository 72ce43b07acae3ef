namespace TokenTracking.Storage;

/// <summary>A cost that is put in the place of another.</summary>
/// <param name="Id">The call.</param>
/// <param name="Before">The cost that it replaces.</param>
/// <param name="After">The cost from now on.</param>
/// <param name="CorrectedAt">When it was corrected, in UTC.</param>
public sealed record CostCorrection(Guid Id, CallCost Before, CallCost After, DateTimeOffset CorrectedAt);
