namespace TokenTracking.Generated;

/// <summary>
/// Implemented by objects that may already record their calls. A decorator asks once, when it is created, and passes calls through if they
/// do: a call is counted once, however many decorators are above it.
/// </summary>
public interface IUsageTracked
{
    /// <summary>True if every call made through this object is recorded by it or by something below it.</summary>
    bool TracksUsage { get; }
}
