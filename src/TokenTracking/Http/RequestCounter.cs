using System.Collections.Concurrent;
using TokenTracking.Calls;
using TokenTracking.Storage.Requests;

namespace TokenTracking.Http;

/// <summary>Counts the requests of one handler, and finds the counters of their place in its tracker.</summary>
internal sealed class RequestCounter(TrackerSource tracker)
{
    private static long _allRequests;
    private static long _allRecords;

    private readonly ConcurrentDictionary<RequestAddress, RequestCell> _cells = new();
    private long _requests;
    private long _records;

    /// <summary>The counts of all handlers of the process.</summary>
    public static TrackingCoverage Process => new(Interlocked.Read(ref _allRequests), Interlocked.Read(ref _allRecords));

    public TrackingCoverage Coverage => new(Interlocked.Read(ref _requests), Interlocked.Read(ref _records));

    public string? ClientName { get; set; }

    /// <summary>A request to a path that is known to be billed was sent.</summary>
    /// <returns>Its counters; null if the tracker has none.</returns>
    public RequestCell? CountSent(RequestAddress address)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _allRequests);
        var cell = CellOf(address);
        cell?.Sent();
        return cell;
    }

    /// <summary>A request to an LLM host was sent, to a path that is not known to be billed.</summary>
    public void CountUnknown(Uri address)
        => Create(RequestAddress.ServerOf(address), address.AbsolutePath, isKnown: false)?.Sent();

    public void CountRecord()
    {
        Interlocked.Increment(ref _records);
        Interlocked.Increment(ref _allRecords);
    }

    public void Withdraw()
    {
        Interlocked.Decrement(ref _requests);
        Interlocked.Decrement(ref _allRequests);
    }

    private RequestCell? CellOf(RequestAddress address)
    {
        if (_cells.TryGetValue(address, out var cell))
            return cell;
        cell = Create(address.Server, address.Path, isKnown: true);
        if (cell is null || !address.IsKept)
            return cell;
        if (_cells.Count >= RequestAddress.MostKept)
            _cells.Clear();
        _cells.TryAdd(address, cell);
        return cell;
    }

    private RequestCell? Create(string server, string path, bool isKnown)
        => tracker.Get() is { } found && TrackerIdentity.TargetOf(found) is ICountsRequests counting
            ? counting.Requests.Of(
                new RequestPlace(string.IsNullOrEmpty(ClientName) ? null : ClientName, server, PathTemplate.Of(path), isKnown))
            : null;
}
