namespace TokenTracking.Calls;

/// <summary>What became of a request to an LLM.</summary>
internal enum RequestFate : byte
{
    /// <summary>A record was made of it.</summary>
    Recorded,

    /// <summary>It is part of a call that is recorded with another request: an attempt that was repeated.</summary>
    Repeated,

    /// <summary>No record includes it.</summary>
    Missing,
}

/// <summary>A request that was sent, from then on until it is known whether a record includes it. Layers pass requests on in
/// chains.</summary>
internal abstract class CountedRequest
{
    private CountedRequest? _next;

    /// <summary>One chain of two.</summary>
    /// <param name="first">A chain; null for none.</param>
    /// <param name="second">The chain to put behind it; null for none.</param>
    /// <returns>The chain; null for none.</returns>
    public static CountedRequest? Join(CountedRequest? first, CountedRequest? second)
    {
        if (first is null || second is null)
            return first ?? second;
        var last = first;
        while (last._next is { } next)
            last = next;
        last._next = second;
        return first;
    }

    /// <summary>A record was made of a call that sent these requests: the last of them has it, and the others were repeated.</summary>
    public static void SettleRecorded(CountedRequest? requests)
    {
        while (requests is not null)
        {
            var next = requests._next;
            requests.Settle(next is null ? RequestFate.Recorded : RequestFate.Repeated);
            requests = next;
        }
    }

    /// <summary>All requests of a chain had the same fate.</summary>
    public static void SettleAll(CountedRequest? requests, RequestFate fate)
    {
        while (requests is not null)
        {
            var next = requests._next;
            requests.Settle(fate);
            requests = next;
        }
    }

    /// <summary>Takes the request out of the counts: a handler below counts it, or it turned out not to be billed.</summary>
    public abstract void Withdraw();

    /// <summary>Counts the fate. Called once, within a lock: it only counts.</summary>
    protected abstract void Settled(RequestFate fate);

    private void Settle(RequestFate fate)
    {
        _next = null;
        Settled(fate);
    }
}
