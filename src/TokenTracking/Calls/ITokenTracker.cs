namespace TokenTracking;

/// <summary>Receives the record of each call. Calls are recorded by hand with the methods of <c>TokenTrackerExtensions</c>.</summary>
public interface ITokenTracker
{
    /// <summary>True if calls are tracked; otherwise, false: decorators then only pass calls through.</summary>
    bool IsEnabled { get; }

    /// <summary>The clock that every time and rate is taken from.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>Records a call. <see cref="TokenTracker"/> prices it, unless it has a cost, makes it durable before it returns, and then
    /// counts it. Never throws because of pricing, storing or observing; failures are logged, and the record is kept for another
    /// attempt.</summary>
    /// <param name="record">The record.</param>
    void Record(in UsageRecord record);
}
