namespace TokenTracking.Storage;

/// <summary>The requests that one tracker counted, from its creation until it was disposed of.</summary>
public sealed record RequestRun
{
    /// <summary>Identifies the run.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the counting began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the counts were taken. Of a process that was terminated, what came later is not counted.</summary>
    public required DateTimeOffset CountedAt { get; init; }

    /// <summary>True if the tracker was disposed of, so that nothing is open any longer; false if the process still runs, or was
    /// terminated.</summary>
    public bool HasEnded { get; init; }

    /// <summary>The counts, by client, host and path.</summary>
    public IReadOnlyList<RequestCount> Counts { get; init; } = [];

    /// <summary>Requests of this run that have no record and will not get one.</summary>
    /// <param name="count">A count of this run.</param>
    /// <returns>The number of requests; 0 for a path that is not known to bill.</returns>
    public long MissingOf(RequestCount count)
    {
        ArgumentNullException.ThrowIfNull(count);
        return count.Unrecorded + (HasEnded ? count.Open : 0);
    }
}
