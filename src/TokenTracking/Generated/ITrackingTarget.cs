namespace TokenTracking.Generated;

/// <summary>
/// An object that stands above several providers and tracks best at each of them: it takes the tracker down, so that each attempt is
/// recorded where it is made and priced at its own model.
/// </summary>
public interface ITrackingTarget : IUsageTracked
{
    /// <summary>Tracks every provider below from now on. Called again, it does nothing.</summary>
    /// <param name="tracker">The tracker that takes the records.</param>
    void UseTracker(ITokenTracker tracker);
}
