using System.Collections.Concurrent;

namespace TokenTracking.Storage.Requests;

/// <summary>A tracker that counts requests.</summary>
internal interface ICountsRequests
{
    RequestCells Requests { get; }
}

/// <summary>The counters of a tracker's requests, from its creation on.</summary>
internal sealed class RequestCells(TimeProvider clock)
{
    // A program has a few clients and hosts. Beyond it, hosts come from outside, and must not fill the memory.
    private const int MostCells = 1000;
    private const string Other = "(other)";

    private readonly ConcurrentDictionary<RequestPlace, RequestCell> _cells = new();
    private readonly Guid _id = Guid.CreateVersion7();
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private bool _hasEnded;
    private int _isTouched;

    /// <summary>Called when something was counted for the first time since the counts were taken.</summary>
    public Action? Changed { get; set; }

    /// <summary>True if counts have changed since they were taken.</summary>
    public bool HaveChanged => Volatile.Read(ref _isTouched) != 0;

    /// <summary>The counters of a place.</summary>
    public RequestCell Of(RequestPlace place)
    {
        if (_cells.TryGetValue(place, out var cell))
            return cell;
        if (_cells.Count >= MostCells)
            place = new RequestPlace(null, Other, Other, place.IsKnownToBill);
        return _cells.GetOrAdd(place, static (place, cells) => new RequestCell(cells, place), this);
    }

    public void Touch()
    {
        if (Volatile.Read(ref _isTouched) == 0 && Interlocked.Exchange(ref _isTouched, 1) == 0)
            Changed?.Invoke();
    }

    /// <summary>Nothing is counted from here on: what is open stays without a record.</summary>
    public void End() => Volatile.Write(ref _hasEnded, true);

    /// <summary>The counts as they are now.</summary>
    public RequestRun Read() => new()
    {
        Id = _id,
        StartedAt = _startedAt,
        CountedAt = clock.GetUtcNow(),
        HasEnded = Volatile.Read(ref _hasEnded),
        Counts = [.. _cells.Values.Select(static cell => cell.Read()).Where(static count => count.Sent > 0)],
    };

    /// <summary>Takes the counts to store them.</summary>
    public RequestRun Take()
    {
        // Before the counters are read: what is counted meanwhile is taken the next time.
        Volatile.Write(ref _isTouched, 0);
        Interlocked.MemoryBarrier();
        return Read();
    }
}
