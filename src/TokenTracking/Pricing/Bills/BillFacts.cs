namespace TokenTracking.Pricing.Bills;

/// <summary>What came up while a call was priced. Turned into words only where someone asks.</summary>
[Flags]
internal enum BillFacts
{
    None = 0,

    /// <summary>A documented multiplier stands in for a price that is not listed, or an assumption for a count that is not
    /// stated.</summary>
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

    /// <summary>A multiple of the input price stands in for a cache price, as Anthropic documents it.</summary>
    DerivedCachePrice = 1 << 16,

    /// <summary>The long-context tier does not list a part: it is scaled like the tier's input or output.</summary>
    DerivedInLongContext = 1 << 17,

    /// <summary>The service tier does not list a part: it is scaled like the tier's input or output.</summary>
    DerivedInTier = 1 << 18,

    /// <summary>No price of the service tier is listed: the factor that the provider documents stands in.</summary>
    DerivedTier = 1 << 19,

    /// <summary>No factor for the region is listed: the one that the provider documents is used.</summary>
    DerivedRegion = 1 << 20,

    /// <summary>No factor for the region is known: none is applied.</summary>
    UnlistedRegion = 1 << 21,

    /// <summary>No price of a search is listed: the one that the provider documents is used.</summary>
    DerivedSearch = 1 << 22,
}
