namespace TokenTracking.Pricing;

/// <summary>A difference between two states of a price table.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Provider">Whose price.</param>
/// <param name="Model">The model.</param>
/// <param name="Before">The prices in force before; null for a model that is new.</param>
/// <param name="After">The prices in force after; null for a model that is gone.</param>
public sealed record PriceChange(PriceChangeKind Kind, string Provider, string Model, PriceRow? Before, PriceRow? After);

/// <summary>What happened to a price.</summary>
public enum PriceChangeKind
{
    /// <summary>The model is new.</summary>
    Added = 0,

    /// <summary>The model has other prices.</summary>
    Repriced = 1,

    /// <summary>The model is no longer listed.</summary>
    Removed = 2,
}
