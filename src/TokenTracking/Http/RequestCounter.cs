using System.Collections.Concurrent;
using System.Globalization;
using TokenTracking.Calls;
using TokenTracking.Storage.Requests;

namespace TokenTracking.Http;

/// <summary>Counts the requests of one handler, and finds the counters of their place in its tracker.</summary>
internal sealed class RequestCounter(TrackerSource tracker)
{
    // The paths of a client are few, unless they have IDs in them: such ones are looked up by their template alone.
    private const int MostCached = 256;

    private static long _allRequests;
    private static long _allRecords;

    private readonly ConcurrentDictionary<(string Host, int Port, string Path, bool IsKnown), RequestCell> _cells = new();
    private long _requests;
    private long _records;

    /// <summary>The counts of all handlers of the process.</summary>
    public static TrackingCoverage Process => new(Interlocked.Read(ref _allRequests), Interlocked.Read(ref _allRecords));

    public TrackingCoverage Coverage => new(Interlocked.Read(ref _requests), Interlocked.Read(ref _records));

    public string? ClientName { get; set; }

    /// <summary>A request to a path that is known to be billed was sent.</summary>
    /// <returns>Its counters; null if the tracker has none.</returns>
    public RequestCell? CountSent(Uri address)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _allRequests);
        var cell = CellOf(address, isKnown: true);
        cell?.Sent();
        return cell;
    }

    /// <summary>A request to an LLM host was sent, to a path that is not known to be billed.</summary>
    public void CountUnknown(Uri address) => CellOf(address, isKnown: false)?.Sent();

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

    private RequestCell? CellOf(Uri address, bool isKnown)
    {
        var key = (address.Host, address.Port, address.AbsolutePath, isKnown);
        if (_cells.TryGetValue(key, out var cell))
            return cell;
        if (tracker.Get() is not { } found || TrackerIdentity.TargetOf(found) is not ICountsRequests counting)
            return null;
        var host = address.IsDefaultPort
            ? address.IdnHost
            : string.Create(CultureInfo.InvariantCulture, $"{address.IdnHost}:{address.Port}");
        cell = counting.Requests.Of(
            new RequestPlace(string.IsNullOrEmpty(ClientName) ? null : ClientName, host, PathTemplate.Of(address.AbsolutePath), isKnown));
        if (_cells.Count < MostCached)
            _cells.TryAdd(key, cell);
        return cell;
    }
}
