namespace TokenTracking.Generated;

/// <summary>
/// Answered by whatever may track already. A decorator asks once, when it is built, and passes calls through where the answer is yes:
/// a call is counted once, however many decorators stand above it.
/// </summary>
public interface IUsageTracked
{
    /// <summary>True where every call made through this object is recorded by it or by something below it.</summary>
    bool TracksUsage { get; }
}
