namespace TokenTracking.Prices.Check;

/// <summary>What a list's own calculation makes of a usage.</summary>
/// <param name="Amount">USD.</param>
/// <param name="Silent">The parts of the usage that the list has no figure for: its calculation puts another one, or nothing, in their
/// place. By
/// what that is.</param>
internal sealed record ListedCost(decimal Amount, IReadOnlyCollection<string> Silent);
