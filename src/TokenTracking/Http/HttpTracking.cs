namespace TokenTracking.Http;

/// <summary>What a handler's attempts share: where records go, what is known of the client, and the counts of requests.</summary>
internal sealed class HttpTracking
{
    private static long _allRequests;
    private static long _allRecords;

    private long _requests;
    private long _records;

    public HttpTracking(ITokenTracker tracker)
    {
        Tracker = tracker;
        CountRecord = () => Count(ref _records, ref _allRecords);
    }

    public static TrackingCoverage ProcessCoverage => new(Interlocked.Read(ref _allRequests), Interlocked.Read(ref _allRecords));

    public ITokenTracker Tracker { get; }

    public string? Provider { get; set; }

    public string? Project { get; set; }

    public Action CountRecord { get; }

    public TrackingCoverage Coverage => new(Interlocked.Read(ref _requests), Interlocked.Read(ref _records));

    public void CountRequest() => Count(ref _requests, ref _allRequests);

    private static void Count(ref long own, ref long all)
    {
        Interlocked.Increment(ref own);
        Interlocked.Increment(ref all);
    }
}
