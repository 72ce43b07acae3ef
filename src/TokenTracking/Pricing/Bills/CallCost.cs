using System.Runtime.InteropServices;

namespace TokenTracking;

/// <summary>What one call costs.</summary>
/// <param name="Amount">In USD; null if it cannot be known.</param>
/// <param name="Basis">What the amount rests on.</param>
/// <param name="PriceTable">The id of the price table; null if unpriced.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CallCost(decimal? Amount, CostBasis Basis, string? PriceTable)
{
    /// <summary>No cost is known.</summary>
    public static CallCost Unpriced => default;
}
