namespace TokenTracking.Calls;

/// <summary>A tracker that receives a call as it ended, and creates a record of it only if it needs one: the quickest way from a decorator
/// to a tracker. Any other <see cref="ITokenTracker"/> receives the record.</summary>
public interface ICallTracker : ITokenTracker
{
    /// <summary>Records a call that has ended, with the guarantees of <see cref="ITokenTracker.Record"/>.</summary>
    /// <param name="call">The call; it is invalid after this returns.</param>
    void Record(in FinishedCall call);
}
