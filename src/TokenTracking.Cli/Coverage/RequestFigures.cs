using TokenTracking.Cli.Text;
using TokenTracking.Storage;

namespace TokenTracking.Cli.Coverage;

/// <summary>A count of one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Count">The count.</param>
internal sealed record CountedPlace(RequestRun Run, RequestCount Count)
{
    /// <summary>Requests that have no record and will not get one.</summary>
    public long Missing => Run.MissingOf(Count);

    /// <summary>Requests whose fate is not known: the run has not ended.</summary>
    public long Open => Run.HasEnded ? 0 : Count.Open;
}

/// <summary>Requests to paths that are known to bill, by what became of them.</summary>
internal abstract record RequestFigures
{
    /// <summary>Sums counts.</summary>
    /// <param name="places">The counts.</param>
    protected RequestFigures(IReadOnlyCollection<CountedPlace> places)
    {
        var billed = places.Where(static place => place.Count.IsKnownToBill).ToList();
        Requests = billed.Sum(static place => place.Count.Sent);
        Answered = billed.Sum(static place => place.Count.Answered);
        Failed = billed.Sum(static place => place.Count.Failed);
        Repeated = billed.Sum(static place => place.Count.Repeated);
        Records = billed.Sum(static place => place.Count.Recorded);
        Missing = billed.Sum(static place => place.Missing);
        Open = billed.Sum(static place => place.Open);
        NotKnownToBill = places.Sum(static place => place.Count.IsKnownToBill ? 0 : place.Count.Sent);
    }

    /// <summary>Records of records and missing ones, in percent, cut behind the second digit so that 100 means all; null if there is
    /// neither.</summary>
    public decimal? Percentage
        => Records + Missing == 0 ? null : JsonText.Exact(decimal.Truncate(10_000m * Records / (Records + Missing)) / 100m);

    public long Requests { get; }

    public long Answered { get; }

    public long Failed { get; }

    public long Repeated { get; }

    public long Records { get; }

    public long Missing { get; }

    public long Open { get; }

    public long NotKnownToBill { get; }
}
