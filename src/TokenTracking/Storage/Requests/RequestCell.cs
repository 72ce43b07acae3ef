using System.Runtime.InteropServices;

namespace TokenTracking.Storage.Requests;

/// <summary>Where requests go.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RequestPlace(string? Client, string Host, string Path, bool IsKnownToBill);

/// <summary>The counters of one place. Counting is one atomic addition.</summary>
internal sealed class RequestCell(RequestCells cells, RequestPlace place)
{
    private long _sent;
    private long _answered;
    private long _failed;
    private long _recorded;
    private long _repeated;
    private long _missing;

    public void Sent() => Add(ref _sent, 1);

    public void Answered() => Add(ref _answered, 1);

    public void Failed() => Add(ref _failed, 1);

    /// <summary>Takes a request back that another handler counts, or that is not billed.</summary>
    /// <param name="isAnswered">True if its answer has been counted.</param>
    public void Withdraw(bool isAnswered)
    {
        Add(ref _sent, -1);
        if (isAnswered)
            Add(ref _answered, -1);
    }

    public void Recorded() => Add(ref _recorded, 1);

    public void Repeated() => Add(ref _repeated, 1);

    public void Missing() => Add(ref _missing, 1);

    public RequestCount Read()
    {
        // What became of requests first: none of them is known before it has been sent.
        var (recorded, repeated, missing) = (Volatile.Read(ref _recorded), Volatile.Read(ref _repeated), Volatile.Read(ref _missing));
        var (answered, failed) = (Volatile.Read(ref _answered), Volatile.Read(ref _failed));
        return new RequestCount
        {
            Client = place.Client,
            Host = place.Host,
            Path = place.Path,
            IsKnownToBill = place.IsKnownToBill,
            Sent = Volatile.Read(ref _sent),
            Answered = answered,
            Failed = failed,
            Recorded = recorded,
            Repeated = repeated,
            Unrecorded = missing,
        };
    }

    private void Add(ref long counter, long count)
    {
        Interlocked.Add(ref counter, count);
        cells.Touch();
    }
}
