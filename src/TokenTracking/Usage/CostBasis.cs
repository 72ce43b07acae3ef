namespace TokenTracking;

/// <summary>What a cost rests on.</summary>
public enum CostBasis
{
    /// <summary>There is no cost: usage or price is unknown.</summary>
    Unpriced = 0,

    /// <summary>Listed prices alone.</summary>
    Listed = 1,

    /// <summary>At least one price is derived by a documented multiplier, because it is not listed; or the response does not say how the
    /// cached tokens divide into audio, images and text, which have separate prices.</summary>
    Derived = 2,

    /// <summary>The flat <see cref="TokenTrackingOptions.FallbackPricePer1KTokens"/>.</summary>
    Fallback = 3,

    /// <summary>The cost that the provider reported in its response.</summary>
    Reported = 4,
}
