using TokenTracking.Cli.Text;
using TokenTracking.Storage;

namespace TokenTracking.Cli.Coverage;

/// <summary>The requests that programs sent to LLMs and the records of them, as JSON.</summary>
internal sealed record RequestDocument : RequestFigures
{
    private RequestDocument(IReadOnlyCollection<CountedPlace> places) : base(places)
    {
    }

    /// <summary>What the caller asks for at the least, in percent; null for nothing.</summary>
    public decimal? Minimum { get; private init; }

    /// <summary>False if the figure is below the minimum. Without a figure nothing is below it.</summary>
    public bool Passed => Minimum is not { } minimum || 100m * Records >= minimum * (Records + Missing);

    /// <summary>When the first of the runs began to count.</summary>
    public required string? From { get; init; }

    /// <summary>When the latest counts were taken.</summary>
    public required string? To { get; init; }

    public required int Runs { get; init; }

    /// <summary>Runs of processes that are running or were terminated.</summary>
    public required int RunsNotEnded { get; init; }

    /// <summary>Records in the store since the first of the runs began.</summary>
    public required long StoredRecords { get; init; }

    /// <summary>Records in the store of calls whose requests no handler saw.</summary>
    public long RecordsWithoutRequest => Math.Max(0, StoredRecords - Records);

    /// <summary>Records of counted requests that are not in the store.</summary>
    public long RecordsNotStored => Math.Max(0, Records - StoredRecords);

    /// <summary>A row for each client and host.</summary>
    public required IReadOnlyList<RequestClient> Clients { get; init; }

    /// <summary>The requests without a record.</summary>
    public required IReadOnlyList<MissingRequests> MissingAt { get; init; }

    /// <summary>The paths of LLM hosts that are not known to bill.</summary>
    public required IReadOnlyList<UnknownPath> NotKnownToBillAt { get; init; }

    /// <summary>Sums runs.</summary>
    /// <param name="runs">The runs, oldest first.</param>
    /// <param name="storedRecords">Records in the store since the first of them began.</param>
    /// <param name="minimum">What the caller asks for; null for nothing.</param>
    /// <returns>The document.</returns>
    public static RequestDocument Of(IReadOnlyList<RequestRun> runs, long storedRecords, decimal? minimum)
    {
        var places = runs.SelectMany(static run => run.Counts.Select(count => new CountedPlace(run, count))).ToList();
        return new RequestDocument(places)
        {
            Minimum = JsonText.Exact(minimum),
            From = JsonText.Instant(runs.Select(static run => (DateTimeOffset?)run.StartedAt).Min()),
            To = JsonText.Instant(runs.Select(static run => (DateTimeOffset?)run.CountedAt).Max()),
            Runs = runs.Count,
            RunsNotEnded = runs.Count(static run => !run.HasEnded),
            StoredRecords = storedRecords,
            Clients = [.. Grouped(places, static count => (count.Client, count.Host))
                .Select(static client => new RequestClient(client.Key.Client, client.Key.Host, [.. client]))],
            MissingAt = [.. Grouped(places.Where(static place => place.Missing > 0), static count => (count.Client, count.Host, count.Path))
                .Select(static place => MissingRequests.Of(place.Key.Client, place.Key.Host, place.Key.Path, [.. place]))],
            NotKnownToBillAt = [.. Grouped(
                    places.Where(static place => !place.Count.IsKnownToBill), static count => (count.Client, count.Host, count.Path))
                .Select(static place => new UnknownPath(
                    place.Key.Client, place.Key.Host, place.Key.Path, place.Sum(static each => each.Count.Sent)))],
        };
    }

    private static IEnumerable<IGrouping<TKey, CountedPlace>> Grouped<TKey>(
        IEnumerable<CountedPlace> places, Func<RequestCount, TKey> key)
        => places.OrderBy(static place => place.Count.Client, StringComparer.Ordinal)
            .ThenBy(static place => place.Count.Host, StringComparer.Ordinal)
            .ThenBy(static place => place.Count.Path, StringComparer.Ordinal).GroupBy(place => key(place.Count));
}

/// <summary>A client of the HTTP client factory and a host that it sends requests to.</summary>
internal sealed record RequestClient : RequestFigures
{
    /// <summary>The row of a client and host.</summary>
    /// <param name="client">The client; null if it has no name.</param>
    /// <param name="host">The host.</param>
    /// <param name="places">Its counts.</param>
    public RequestClient(string? client, string host, IReadOnlyCollection<CountedPlace> places) : base(places)
        => (Client, Host) = (client, host);

    public string? Client { get; }

    public string Host { get; }
}

/// <summary>Requests to a path that have no record.</summary>
internal sealed record MissingRequests(string? Client, string Host, string Path, long Requests, string Advice)
{
    private const string NotReleased = "Read the response to its end or dispose of it, and dispose of the tracker last.";
    private const string NotTaken = "The tracker did not take the record: see the log of the program.";

    /// <summary>Sums the counts of a path.</summary>
    /// <param name="client">The client; null if it has no name.</param>
    /// <param name="host">The host.</param>
    /// <param name="path">The path.</param>
    /// <param name="places">Its counts.</param>
    /// <returns>The row.</returns>
    public static MissingRequests Of(string? client, string host, string path, IReadOnlyCollection<CountedPlace> places)
    {
        var notTaken = places.Sum(static place => place.Count.Unrecorded);
        var all = places.Sum(static place => place.Missing);
        var advice = notTaken == 0 ? NotReleased : notTaken == all ? NotTaken : $"{NotTaken} {NotReleased}";
        return new MissingRequests(client, host, path, all, advice);
    }
}

/// <summary>A path of an LLM host that is not known to bill.</summary>
internal sealed record UnknownPath(string? Client, string Host, string Path, long Requests);
