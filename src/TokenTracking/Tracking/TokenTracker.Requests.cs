using TokenTracking.Storage;
using TokenTracking.Storage.Requests;

namespace TokenTracking;

/// <content>Counts the requests that handlers see.</content>
public sealed partial class TokenTracker : ICountsRequests
{
    RequestCells ICountsRequests.Requests => _requests;

    /// <summary>The requests to LLMs that every <see cref="TokenTrackingHandler"/> of this tracker has seen, and how many of them have
    /// a record.</summary>
    /// <returns>The counts as they are now. A store that implements <see cref="IRequestCounts"/> has them too, moments later.</returns>
    public RequestRun GetRequests() => _requests.Read();
}
