namespace TokenTracking.Calls;

/// <summary>A tracker that takes a call as it ended, and makes a record of it only where it needs one: the quickest way from a decorator to
/// a tracker. Any other <see cref="ITokenTracker"/> is given the record.</summary>
public interface ICallTracker : ITokenTracker
{
    /// <summary>Takes a call that has ended, under the promises of <see cref="ITokenTracker.Record"/>.</summary>
    /// <param name="call">The call; it is gone when this returns.</param>
    void Record(in FinishedCall call);
}
