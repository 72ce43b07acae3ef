namespace TokenTracking.Pricing;

/// <summary>What came up while a call was priced. Turned into words only where someone asks.</summary>
[Flags]
internal enum BillFacts
{
    None = 0,

    /// <summary>A documented multiplier stands in for a price that is not listed.</summary>
    Derived = 1 << 0,
    UnknownUsage = 1 << 1,
    UnknownModel = 1 << 2,
    NoPriceAtThatTime = 1 << 3,
    UnknownServiceTier = 1 << 4,
    UnlistedServiceTier = 1 << 5,
    UnlistedSpeed = 1 << 6,
    UnlistedOutput = 1 << 7,
    UnlistedInput = 1 << 8,
    UnlistedCacheWrite1h = 1 << 9,
    UnlistedServerTool = 1 << 10,

    /// <summary>Any of these leaves the call without a cost.</summary>
    Unpriced = UnknownUsage | UnknownModel | NoPriceAtThatTime | UnknownServiceTier | UnlistedServiceTier | UnlistedSpeed | UnlistedOutput
        | UnlistedInput | UnlistedCacheWrite1h | UnlistedServerTool,

    CacheReadAtInputPrice = 1 << 11,
    CacheWriteAtInputPrice = 1 << 12,
    PartialUsage = 1 << 13,
    AudioOrImageFromCache = 1 << 14,
    ContradictoryParts = 1 << 15,
}
