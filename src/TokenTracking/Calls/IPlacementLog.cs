namespace TokenTracking.Calls;

/// <summary>A tracker that has a log for decorators that are above layers which answer from a cache or make several calls.</summary>
internal interface IPlacementLog
{
    /// <summary>Called when such a decorator is created.</summary>
    /// <param name="service">The tracked interface.</param>
    /// <param name="layers">The types of the layers, outermost first.</param>
    /// <param name="consequence">What the records of the decorator may be.</param>
    void TrackedAbove(string service, string layers, string consequence);
}
