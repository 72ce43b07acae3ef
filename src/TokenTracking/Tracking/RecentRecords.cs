namespace TokenTracking.Tracking;

/// <summary>The IDs of the last records that were made by hand: one that is passed on twice is one call, in memory as in every
/// store.</summary>
internal sealed class RecentRecords
{
    /// <summary>How many IDs are kept: about half a megabyte.</summary>
    public const int Kept = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _ids = [];
    private readonly Queue<Guid> _order = new();

    /// <summary>Takes the ID of a record.</summary>
    /// <returns>True if it has not been seen; false if the same record was taken before.</returns>
    public bool TryAdd(Guid id)
    {
        lock (_lock)
        {
            if (!_ids.Add(id))
                return false;
            _order.Enqueue(id);
            if (_order.Count > Kept)
                _ids.Remove(_order.Dequeue());
            return true;
        }
    }
}
